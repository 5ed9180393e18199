import type { Step } from '../../definition/step.ts';
import { kindOf } from '../../steps/kind-of.ts';
import { partsOf } from '../parts-of.ts';
import { callEvents, choiceEvents } from './history-costs.ts';

/** A wait (Park), and start, exit and end. */
const [park, frame] = [6, 4];

/**
 * The most history events that one execution can have, holds and retries aside.
 * Counted as Step Functions writes them: see the limits page of its documentation (25,000 at most).
 */
export const historyEvents = (steps: readonly Step[]): number => frame + ofSequence(steps);

const ofSequence = (steps: readonly Step[]): number => steps.reduce((sum, step) => sum + ofStep(step), 0);

const ofStep = (step: Step): number => {
  const { arms, rounds, lasts } = partsOf(step);
  // Where a wait follows a wait, a planner comes between; a wait that listens is resolved when its guard fails.
  const anchor = step.at ? park + callEvents + choiceEvents : 0;
  const wait = lasts ? park + callEvents + callEvents + choiceEvents : 0;
  const guard = step.when || step.unless ? callEvents + choiceEvents : 0;
  const longest = Math.max(0, ...arms.map(arm => ofSequence(arm.steps)));
  const loop = rounds ? rounds.times * (park + callEvents) : 0;
  return anchor + guard + kindOf(step).historyEvents + wait + loop + longest * (rounds?.times ?? 1);
};
