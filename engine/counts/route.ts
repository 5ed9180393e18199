import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step } from '../definition/step.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { stepOutlineOf } from '../steps/step-outline-of.ts';

/** The steps of a journey's version, reduced to what counting needs, so that every version's can be stored. */
export interface JourneyRoute {
  journey: string;
  version: string;
  steps: readonly RouteStep[];
}

export interface RouteStep {
  id: string;
  /** Rounds of the enclosing loop in which it happens; default: all. */
  rounds?: readonly number[];
  /** `name`: the taken arm's name in an enrollment's record; absent if the record does not name it. */
  arms?: readonly { name?: string; steps: readonly RouteStep[] }[];
  /** For a loop: how often its only arm is repeated. */
  times?: number;
  /** Reason for which the step itself may end the enrollment. */
  leaves?: string;
  /** The step waits; only a record of a later step shows that the wait is over. */
  waits?: true;
}

export const routeOf = memoizeByObject(
  ({ id, hash, steps }: Pick<JourneyDefinition, 'id' | 'hash' | 'steps'>): JourneyRoute => ({
    journey: id,
    version: hash,
    steps: steps.map(routeStep),
  }),
);

const routeStep = (step: Step): RouteStep => {
  const { function: call, arms, armNames, splits, loops, leaves, awaits } = stepOutlineOf(step);
  const names = armNames?.(step) ?? splits?.(step).map(({ name }) => name);
  const inside = arms?.(step).map((steps, index) => ({
    ...(names?.[index] !== undefined && { name: names[index] }),
    steps: steps.map(routeStep),
  }));
  return {
    id: step.id,
    ...(step.rounds && { rounds: step.rounds }),
    ...(inside && { arms: inside }),
    ...(loops && 'times' in step && { times: step.times }),
    ...((call === undefined || (awaits?.(step) ?? []).length > 0) && { waits: true as const }),
    ...(leaves && 'reason' in step && { leaves: step.reason }),
  };
};
