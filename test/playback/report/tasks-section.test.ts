import { expect, test } from 'vitest';
import type { TaskAction, TimelineLine } from '../../../engine/account/timeline.ts';
import { tasksSection } from '../../../engine/playback/report/tasks-section.ts';

/** Of three tasks one was put off, and one resolved at once. */
const line = (
  at: string,
  action: TaskAction,
  reason: string,
  owner: string,
  { of = 1, ...said }: { of?: number } & Partial<Extract<TimelineLine['entry'], { type: 'task' }>> = {},
): TimelineLine => ({
  at: `${at}T09:00:00.000Z`,
  account: 'acme',
  journey: reason,
  enrollment: `${reason}-${of}`,
  key: `${at} ${action} ${of}`,
  entry: { type: 'task', step: reason, action, reason, severity: 2, owner, ...said },
});

test('the report says how often each rule was right, and what each CSM got in a week', () => {
  const section = tasksSection([
    line('2026-03-02', 'opened', 'login-drop', 'maya'),
    line('2026-03-03', 'opened', 'login-drop', 'maya'),
    line('2026-03-08', 'opened', 'login-drop', 'tom'),
    line('2026-03-09', 'opened', 'silence', 'maya', { playbook: 'call', minutes: 30 }),
    line('2026-03-23', 'opened', 'silence', 'tom', { of: 2, playbook: 'call', minutes: 30 }),
    line('2026-03-04', 'acknowledged', 'login-drop', 'maya'),
    line('2026-03-05', 'resolved', 'login-drop', 'maya', { outcome: 'plan_agreed' }),
    line('2026-03-04', 'snoozed', 'login-drop', 'maya', { of: 2 }),
    line('2026-03-05', 'resolved', 'login-drop', 'maya', { of: 2, outcome: 'false_positive' }),
    line('2026-03-09', 'resolved', 'login-drop', 'tom', { of: 3, outcome: 'contacted_recovering' }),
    line('2026-03-10', 'auto-resolved', 'silence', 'maya', { playbook: 'call' }),
    line('2026-03-25', 'breached', 'silence', 'ruth', { of: 2, playbook: 'call' }),
    line('2026-03-26', 'opened', 'upsell', 'ruth', { playbook: 'call', minutes: 30 }),
    line('2026-03-26', 'opened', 'upsell', 'ruth', { of: 2, playbook: 'call', minutes: 30 }),
    line('2026-03-26', 'acknowledged', 'upsell', 'ruth', { playbook: 'call', ticked: 'look' }),
    line('2026-03-27', 'updated', 'upsell', 'ruth', { playbook: 'call', ticked: 'ask' }),
    line('2026-03-27', 'updated', 'upsell', 'ruth', { playbook: 'call', unticked: 'ask' }),
    line('2026-03-27', 'resolved', 'upsell', 'ruth', { playbook: 'call', outcome: 'plan_agreed', minutes: 50 }),
    line('2026-03-28', 'resolved', 'upsell', 'ruth', { of: 2, playbook: 'call', outcome: 'plan_agreed' }),
  ]);
  expect(section.split('\n').map(row => row.trim().split(/ {2,}/))).toEqual([
    ['Task', 'opened', 'taken up', 'breached', 'resolved', 'by itself', 'open', 'precision', 'minutes'],
    ['login-drop', '3', '3', '·', '3', '·', '·', '2 of 3', '·'],
    ['silence', '2', '·', '1', '·', '1', '1', '·'],
    ['upsell', '2', '2', '·', '2', '·', '·', '2 of 2', '80'],
    ['all', '7', '5', '1', '5', '1', '1', '4 of 5', '80'],
    [
      'Precision: share of resolved tasks that were not false positives. Minutes: as reported, else as the playbook expects.',
    ],
    [''],
    ['Playbook', 'opened', 'steps done', 'resolved', 'precision', 'minutes', 'expected'],
    ['call', '4', '1', '2', '2 of 2', '80', '60'],
    [''],
    ['Task', 'resolved as'],
    ['login-drop', '1 contacted_recovering, 1 false_positive, 1 plan_agreed'],
    ['upsell', '2 plan_agreed'],
    [''],
    ['CSM', 'opened', 'a week', 'busiest week', 'each week from 2026-03-02'],
    ['maya', '3', '0.8', '2 (2026-03-02)', '21··'],
    ['ruth', '2', '0.5', '2 (2026-03-23)', '···2'],
    ['tom', '2', '0.5', '1 (2026-03-02)', '1··1'],
    [''],
  ]);
  expect(tasksSection([])).toBe('  None.\n');
});

test('a task that a loop opens anew counts by itself', () => {
  const [, row] = tasksSection(
    ['2026-03-02', '2026-03-09'].flatMap(day => [
      line(day, 'opened', 'weekly-check-in', 'maya', { playbook: 'call', minutes: 30 }),
      line(day, 'acknowledged', 'weekly-check-in', 'maya', { playbook: 'call' }),
      line(day, 'resolved', 'weekly-check-in', 'maya', { playbook: 'call', outcome: 'plan_agreed' }),
    ]),
  ).split('\n');
  expect(row?.trim().split(/ {2,}/)).toEqual(['weekly-check-in', '2', '2', '·', '2', '·', '·', '2 of 2', '60']);
});
