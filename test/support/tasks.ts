import type { Task } from '../../engine/account/task.ts';
import type { Staff } from '../../engine/tasks/task-actions.ts';
import { aPolicy, now } from './touch.ts';

/** Opened on a Tuesday morning in UTC for maya, who has a day to take it up and two to do it. */
export const aTask = (more: Partial<Task> = {}): Task => ({
  id: 'risk.login-drop.1',
  account: 'acme',
  journey: 'login-drop',
  enrollment: 'login-drop-1',
  type: 'risk',
  reason: 'login-drop',
  severity: 2,
  owner: 'maya',
  assignedBy: 'account',
  status: 'open',
  openedAt: now,
  acknowledgeBy: '2026-03-11T09:00:00.000Z',
  dueAt: '2026-03-12T09:00:00.000Z',
  evidence: [{ fact: 'logins', value: 'down 41 %', window: '3 weeks' }],
  play: 'book an admin review',
  arrAtStake: 12_000,
  signals: ['login-drop-1.login-drop'],
  accountName: 'Acme',
  change: 'opened',
  revision: 1,
  ...more,
});

/** An empty team: the hours of the business apply. */
export const noStaff: Staff = { team: [], businessCalendar: aPolicy().businessCalendar };
