import { describe, expect, test } from 'vitest';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { Task } from '../../engine/account/task.ts';
import { followOwner } from '../../engine/tasks/follow-owner.ts';
import { aJourney, anEvent } from '../support/journeys.ts';
import { aSnapshot, routed } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, aPolicy, now, someProfile } from '../support/touch.ts';

const policy = aPolicy({ taskPool: ['tom'] });
const away = [{ from: '2026-03-09', to: '2026-03-11' }];
const team = [
  { id: 'maya', email: 'maya@example.com' },
  { id: 'tom', email: 'tom@example.com' },
  { id: 'ann', email: 'ann@example.com', away, delegate: 'tom' },
];
const follows = (more: Partial<Task>, owner: string) =>
  followOwner(aTask(more), someProfile({ owner }), policy, team, now)?.task;

describe('an open task', () => {
  test('goes to the account’s new owner, or who stands in, to be taken up anew', () => {
    const taken = { status: 'acknowledged', acknowledgeBy: '2026-03-01T09:00:00.000Z' } as const;
    expect(follows(taken, 'Tom@Example.com')).toMatchObject({
      owner: 'tom',
      assignedBy: 'account',
      status: 'open',
      acknowledgeBy: '2026-03-11T09:00:00.000Z',
      dueAt: aTask().dueAt,
      change: 'reassigned',
    });
    expect(follows({}, 'ann')).toMatchObject({ owner: 'tom', assignedBy: 'delegate' });
  });

  test('sleeps on where it is snoozed', () => {
    const snoozedUntil = '2026-03-20T09:00:00.000Z';
    expect(follows({ status: 'snoozed', snoozedUntil }, 'tom')).toMatchObject({ status: 'snoozed', snoozedUntil });
  });

  test('stays with whoever has it when the new owner is not of the team, and with the lead after a breach', () => {
    expect(follows({}, 'left')).toBeUndefined();
    expect(follows({}, 'maya')).toBeUndefined();
    expect(follows({ breachedAt: now, owner: 'ruth', assignedBy: 'lead' }, 'tom')).toBeUndefined();
  });

  test('that nobody had goes to whoever owns the account at last, late or not', () => {
    for (const more of [{}, { breachedAt: now }])
      expect(follows({ ...more, owner: 'nobody', assignedBy: 'nobody' }, 'tom')?.owner).toBe('tom');
  });
});

describe('an account', () => {
  const tasks = [aTask({ id: '1' }), aTask({ id: '2', owner: 'tom', assignedBy: 'pool' })];
  const snapshot = aSnapshot({ profile: someProfile({ owner: 'maya' }), tasks });
  const owned = (name: string, fields: Record<string, string>) =>
    routed(anEvent(name, { fields }), snapshot, [aJourney()], { team }).changes.flatMap(change =>
      change.kind === 'line' && change.line.entry.type === 'task'
        ? [[change.line.entry.action, change.line.entry.owner]]
        : [],
    );

  test('takes its tasks along to a new owner, and leaves them alone otherwise', () => {
    expect(owned('account.updated', { owner: 'tom' })).toEqual([['updated', 'tom']]);
    expect(owned('account.updated', { owner: 'MAYA@example.com' })).toEqual([]);
    expect(owned('account.updated', { plan: 'team' })).toEqual([]);
    expect(owned('account.updated', { owner: 'left' })).toEqual([]);
  });

  test('that is deleted has no tasks, whatever became of their journeys', () => {
    for (const status of ['active', 'completed', 'exited'] as const) {
      const enrollments = [anActiveEnrollment({ id: 'login-drop-1', journey: 'login-drop', status })];
      const { changes } = routed(anEvent('Account Deleted'), aSnapshot({ tasks, enrollments }), [aJourney()], { team });
      const resolved = changes.flatMap(change =>
        change.kind === 'task' ? [[change.task.id, change.task.status]] : [],
      );
      expect(resolved).toEqual([
        ['1', 'resolved'],
        ['2', 'resolved'],
      ]);
    }
    const before = anEvent('Account Deleted', { occurredAt: '2026-02-01T09:00:00.000Z' });
    const resolvedBy = (snapshot: AccountSnapshot) =>
      routed(before, snapshot, [aJourney()]).changes.filter(({ kind }) => kind === 'task').length;
    expect(resolvedBy(aSnapshot({ tasks }))).toBe(2);
    expect(resolvedBy(aSnapshot({ tasks, profile: someProfile({ status: 'active' }) }))).toBe(0);
  });
});
