import { createHash } from 'node:crypto';
import type { ExperimentStep } from '../steps/experiment/step.ts';
import { holdoutArm } from './holdout-arm.ts';
import type { JourneyDefinition } from './journey-definition.ts';

/**
 * A place from 0 to below `places`, drawn by a hash: always the same one for the same names, in every world, and independent of what other
 * names draw.
 */
export const drawPlace = (names: readonly string[], places: number): number =>
  createHash('sha256').update(JSON.stringify(names)).digest().readUIntBE(0, 6) % places;

/** The holdout that an account fell into: the journey's own, or the policy's, which is of all journeys together. */
export type HeldOutBy = 'journey' | 'policy';

/** The most accounts that a holdout may keep back, in percent: with more the journey would be the exception. */
export const mostHeldOut = 50;

/**
 * The holdout that an account of a journey is in, if any. Deterministic; a larger share keeps the accounts of a smaller one. A journey
 * with `holdout: 0` is exempt from the holdout of the policy, too.
 */
export const heldOutBy = (
  account: string,
  journey: Pick<JourneyDefinition, 'id' | 'holdout' | 'policy'>,
): HeldOutBy | undefined => {
  const { own, policy } = heldOutShares(journey);
  if (drawPlace(['policy', account], 100) < policy) return 'policy';
  return drawPlace(['journey', journey.id, account], 100) < own ? 'journey' : undefined;
};

/** Holdouts of a journey, in percent: of those that the policy leaves in, the journey its own share. */
export const heldOutShares = ({
  holdout,
  policy,
}: Pick<JourneyDefinition, 'holdout' | 'policy'>): { own: number; policy: number } =>
  holdout === 0 ? { own: 0, policy: 0 } : { own: holdout ?? 0, policy: policy.holdout ?? 0 };

/** The variant of a journey's experiment that an account belongs to, always the same one, or `holdout`. */
export const chooseVariant = (
  account: string,
  journey: string,
  step: Pick<ExperimentStep, 'id' | 'variants' | 'holdout'>,
): string => {
  const total = step.variants.reduce((sum, { weight }) => sum + weight, step.holdout);
  if (total === 0) return holdoutArm;
  let place = drawPlace(['experiment', journey, step.id, account], total);
  for (const { name, weight } of step.variants) {
    if (place < weight) return name;
    place -= weight;
  }
  return holdoutArm;
};
