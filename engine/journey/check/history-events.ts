import type { Step, StepKind } from '../../definition/step.ts';
import { partsOf } from '../step-parts.ts';

/** Events of an execution's history: a wait (Park), a Lambda TaskState, a Choice, and start, exit and end. */
const [park, task, choice, frame] = [6, 5, 2, 4];

/**
 * The most history events that one execution can have, holds and retries aside.
 * Counted as Step Functions writes them: see the limits page of its documentation (25,000 at most).
 */
export const historyEvents = (steps: readonly Step[]): number => frame + ofSequence(steps);

const ofSequence = (steps: readonly Step[]): number => steps.reduce((sum, step) => sum + ofStep(step), 0);

const ofStep = (step: Step): number => {
  const { arms, rounds, lasts } = partsOf(step);
  // Where a wait follows a wait, a planner comes between; a wait that listens is resolved when its guard fails.
  const anchor = step.at ? park + task + choice : 0;
  const wait = lasts ? park + task + task + choice : 0;
  const guard = step.when || step.unless ? task + choice : 0;
  const longest = Math.max(0, ...arms.map(arm => ofSequence(arm.steps)));
  const loop = rounds ? rounds.times * (park + task) : 0;
  return anchor + guard + own[step.kind] + wait + loop + longest * (rounds?.times ?? 1);
};

/** What the step does itself, beside waiting. */
const own: Record<StepKind, number> = {
  email: task,
  prompt: task,
  slack: task,
  webhook: task,
  wait: 0,
  waitFor: 0,
  branch: task + choice,
  experiment: task + choice,
  escalate: task,
  update: task,
  enroll: task,
  exit: task,
  every: 0,
};
