import { describe, expect, it } from 'vitest';
import type { Task } from '../../engine/account/task.ts';
import { flagOf } from '../../engine/definition/await.ts';
import { taskOutcomes } from '../../engine/definition/task.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { mustSeeOutcome } from '../../engine/steps/outcome-pending.ts';
import { StepTooSoon } from '../../engine/steps/step-errors.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const openedAt = plusSeconds(now, -86_400);
const own: Partial<Task> = { enrollment: 'onboarding-1', reason: 'call', awaited: true, openedAt };

const look = (task: Partial<Task>, seen: Readonly<Record<string, string>>) => () =>
  mustSeeOutcome(
    { enrollment: 'onboarding-1' },
    aSnapshot({ enrollments: [anActiveEnrollment({ seen })], tasks: [aTask({ ...own, ...task })] }),
    now,
  );

describe('a step', () => {
  it.each(taskOutcomes)('comes again while the task whose outcome %s ended its wait is still open', outcome => {
    expect(look({}, { [flagOf('call', outcome)]: now })).toThrow(StepTooSoon);
  });

  it.each<[string, Partial<Task>, Record<string, string>]>([
    ['nothing came of the task yet', {}, {}],
    ['the outcome was of a task before this one', {}, { call_false_positive: plusSeconds(openedAt, -1) }],
    ['the outcome was of another step', {}, { other_false_positive: now }],
    ['the task is of another enrollment', { enrollment: 'onboarding-2' }, { call_false_positive: now }],
    ['the task is not waited for', { awaited: undefined } as never, { call_false_positive: now }],
    ['the outcome was given up an hour ago', {}, { call_false_positive: plusSeconds(now, -3_600) }],
  ])('goes where %s', (_, task, seen) => {
    expect(look(task, seen)).not.toThrow();
  });
});
