import { expect, test } from 'vitest';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { type TaskLine, tallyTasks, taskLines } from '../../engine/tasks/tally-tasks.ts';
import { march } from '../conformance/records.ts';

const line = (enrollment: string, day: number, entry: Partial<TaskLine['entry']>): TimelineLine => ({
  ...{ at: march(day), account: 'acme', journey: 'risk', version: 'v1', enrollment, key: `${enrollment} ${day}` },
  entry: {
    ...{ type: 'task', step: 'call', action: 'opened', reason: 'low-adoption', severity: 2, owner: 'maya' },
    ...entry,
  } as TaskLine['entry'],
});

const lines = taskLines([
  { ...line('e1', 1, {}), entry: { type: 'completed' } },
  line('e1', 1, { playbook: 'call', minutes: 30 }),
  line('e1', 2, { action: 'acknowledged' }),
  line('e1', 2, { action: 'updated', ticked: 'ring' }),
  line('e1', 2, { action: 'updated', ticked: 'write' }),
  line('e1', 2, { action: 'updated', unticked: 'write' }),
  line('e1', 3, { action: 'resolved', outcome: 'plan_agreed', playbook: 'call' }),
  // A loop opens another task by the same step.
  line('e1', 4, { playbook: 'call', minutes: 20 }),
  line('e1', 5, { action: 'breached' }),
  line('e1', 6, { action: 'resolved', outcome: 'false_positive', minutes: 5, playbook: 'call' }),
  line('e2', 4, {}),
  line('e2', 5, { action: 'auto-resolved' }),
  line('e3', 4, {}),
  line('e4', 4, { reason: 'renewal' }),
  line('e5', 4, { reason: 'champion' }),
  line('e6', 4, { reason: 'never-opened', action: 'acknowledged' }),
]);

test('tasks of a rule are counted by what became of them, the most frequent rule first', () => {
  const [first, ...others] = tallyTasks(lines, 'reason');
  expect(first).toEqual({
    ...{ name: 'low-adoption', opened: 4, takenUp: 2, breached: 1, resolved: 2, byItself: 1, open: 1, right: 1 },
    outcomes: new Map([
      ['plan_agreed', 1],
      ['false_positive', 1],
    ]),
    // As the owner said, else as the playbook of that very task expects.
    ...{ ticked: 1, minutes: 35, expectedMinutes: 50 },
  });
  expect(others.map(({ name, opened }) => [name, opened])).toEqual([
    ['champion', 1],
    ['renewal', 1],
  ]);
});

test('tasks without a playbook have no row where playbooks are counted', () => {
  expect(tallyTasks(lines, 'playbook').map(({ name, opened, right }) => [name, opened, right])).toEqual([
    ['call', 2, 1],
  ]);
});
