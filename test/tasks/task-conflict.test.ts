import { expect, test } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import type { RefusedRequest } from '../../engine/kernel/refused-request.ts';
import { mustNotConflict } from '../../engine/tasks/task-conflict.ts';
import { aTask, march } from '../conformance/records.ts';

const team = [{ id: 'maya', name: 'Maya Lindqvist', email: 'maya@tidewater.example' }];
const acted = { action: 'resolve', by: 'maya', at: march(2), revision: 4 } as const;
const resolved = { status: 'resolved', outcome: { code: 'plan_agreed', by: 'maya', at: march(2) } } as Partial<Task>;

type Wish = Parameters<typeof mustNotConflict>[1];

/** What the second one is told: nothing where there is no conflict. */
const told = (task: object, wish: Wish) => {
  try {
    mustNotConflict(aTask('acme', 't1', task), wish, { team, shown: {} as never });
    return undefined;
  } catch (error) {
    const { code, message, state } = error as RefusedRequest & { state: unknown };
    return { code, message, state };
  }
};

test('what is resolved can be resolved again only as it is', () => {
  expect(told({ ...resolved, acted }, { by: 'tom', outcome: 'plan_agreed' })).toBeUndefined();
  expect(told({ ...resolved, acted }, { by: 'tom', outcome: 'duplicate' })).toMatchObject({
    code: 'already_resolved',
    message: expect.stringContaining('Maya Lindqvist resolved it: plan_agreed.'),
    state: { acted: { action: 'resolve', by: { id: 'maya', name: 'Maya Lindqvist' }, at: march(2) } },
  });
  expect(told({ ...resolved, acted }, { by: 'tom' })).toMatchObject({ code: 'already_resolved' });
  expect(told({ status: 'resolved' }, { by: 'tom' })).toMatchObject({
    message: 'The task is resolved. Follow-up work needs a new task.',
    state: { task: {} },
  });
  expect(told({ status: 'resolved' }, { by: 'tom' })?.state).not.toHaveProperty('acted');
});

test('who saw an older state is told who did what meanwhile, unless that was they', () => {
  const snoozed = { acted: { ...acted, action: 'snooze', by: 'zoe' } };
  expect(told(snoozed, { by: 'tom', revision: 3 })).toMatchObject({
    code: 'acted_meanwhile',
    message: 'zoe changed the task in the meantime: snooze. Check it and try again.',
  });
  expect(told(snoozed, { by: 'tom', revision: 4 })).toBeUndefined();
  expect(told(snoozed, { by: 'zoe', revision: 3 })).toBeUndefined();
  expect(told(snoozed, { by: 'tom' })).toBeUndefined();
  expect(told({}, { by: 'tom', revision: 3 })).toBeUndefined();
});
