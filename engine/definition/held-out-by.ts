import { drawPlace } from './draw-place.ts';
import type { JourneyDefinition } from './journey-definition.ts';

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
