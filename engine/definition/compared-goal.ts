import { stepOutlineOf } from '../steps/step-outline-of.ts';
import type { Condition } from './condition.ts';
import { stepsIn } from './enrollment-plan.ts';
import type { JourneyDefinition } from './journey-definition.ts';
import { heldOutShares } from './lots.ts';

/** Accounts drawn by lot into groups that are compared. */
export interface Split {
  /** The experiment's step. */
  step: string;
  groups: readonly { name: string; weight: number }[];
}

/** The experiments of a journey. */
export const splitsOf = ({ steps }: Pick<JourneyDefinition, 'steps'>): Split[] =>
  stepsIn(steps).flatMap(step => {
    const groups = stepOutlineOf(step).splits?.(step);
    return groups ? [{ step: step.id, groups }] : [];
  });

/** The goal that its enrollments are compared by: of journeys with a holdout or an experiment. */
export const comparedGoal = (journey: JourneyDefinition): { goal?: Condition } => {
  const { own, policy } = heldOutShares(journey);
  return journey.goal && (own + policy > 0 || splitsOf(journey).length > 0) ? { goal: journey.goal } : {};
};
