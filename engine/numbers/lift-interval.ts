/** Size of a group, and how many of its accounts reached the goal. */
export interface Reached {
  reached: number;
  of: number;
}

/** Smaller groups have no interval yet. */
export const fewestCounted = 20;

/**
 * Bounds of the difference of two shares, as fractions, valid at all looks together: the probability that any of them
 * misses the true difference is at most `error`, even with early stopping. The asymptotic confidence sequence of
 * Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, "Time-uniform central limit theory and asymptotic confidence
 * sequences" (Ann. Statist. 52, 2024, theorem 2.2), with the variance of a difference of shares, tightest at 200
 * accounts. `null` while a group is too small.
 */
export const liftInterval = (
  group: Reached,
  against: Reached,
  error = 0.05,
): readonly [low: number, high: number] | null => {
  if (group.of < fewestCounted || against.of < fewestCounted) return null;
  const lift = group.reached / group.of - against.reached / against.of;
  const half = widthAt(group.of + against.of, error) * Math.sqrt(variance(group) + variance(against));
  return [Math.max(-1, lift - half), Math.min(1, lift + half)];
};

/** Half the interval's width in standard errors, for the number of accounts in both groups together. */
export const widthAt = (accounts: number, error: number): number => {
  const spread = accounts * tuningAt(error) + 1;
  return Math.sqrt(((2 * spread) / (spread - 1)) * Math.log(Math.sqrt(spread) / error));
};

/** The square of the paper's rho, from its equation for the smallest width at `tightestAt` accounts. */
const tuningAt = (error: number): number => (-2 * Math.log(error) + Math.log(-2 * Math.log(error)) + 1) / tightestAt;
const tightestAt = 200;

/**
 * Variance of the group's share, adding two accounts that reached the goal and two that did not (Agresti and Coull), so
 * that it isn't zero if none or all did. The simulated A/A tests show that this is needed.
 */
const variance = ({ reached, of }: Reached): number => {
  const share = (reached + 2) / (of + 4);
  return (share * (1 - share)) / of;
};
