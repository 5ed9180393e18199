import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Step } from '../definition/step.ts';
import { memoizeByObject } from '../kernel/memoize.ts';
import { stepOutlineOf } from '../steps/step-outline-of.ts';

/** The steps of a version of a journey as places to be in: all that counting needs of a definition, small enough to be kept for each version. */
export interface JourneyRoute {
  journey: string;
  version: string;
  steps: readonly RouteStep[];
}

export interface RouteStep {
  id: string;
  /** In which rounds of the loop around it it happens; in all of them unless said. */
  rounds?: readonly number[];
  /** `name`: as an enrollment's record calls the arm that was taken; absent where it does not say. */
  arms?: readonly { name?: string; steps: readonly RouteStep[] }[];
  /** Of a loop: how often its only arm is repeated. */
  times?: number;
  /** It may end the enrollment by itself, for that reason. */
  leaves?: string;
  /** It waits for something, and the end of that is recorded by what follows. */
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
