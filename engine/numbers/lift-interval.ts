/** Accounts of a group, and how many of them reached the goal. */
export interface Reached {
  reached: number;
  of: number;
}

/** Of a smaller group nothing is told yet. */
export const fewestCounted = 20;

/**
 * Bounds of the difference of two shares, as fractions, valid at all looks together: the probability that any of them misses the true
 * difference is at most `error`, also when one stops early. The asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy
 * and Ramdas, "Time-uniform central limit theory and asymptotic confidence sequences" (Ann. Statist. 52, 2024, theorem 2.2), with the
 * variance of a difference of shares, tightest at 200 accounts. Null while a group has too few.
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

/** How many standard errors the interval reaches to either side, after so many accounts of both groups together. */
export const widthAt = (accounts: number, error: number): number => {
  const spread = accounts * tuningAt(error) + 1;
  return Math.sqrt(((2 * spread) / (spread - 1)) * Math.log(Math.sqrt(spread) / error));
};

/** The square of the paper's rho: its equation for the least width at that many accounts. */
const tuningAt = (error: number): number => (-2 * Math.log(error) + Math.log(-2 * Math.log(error)) + 1) / tightestAt;
const tightestAt = 200;

/**
 * Of the group's share, by two accounts more that reached the goal and two that did not (Agresti and Coull): where none did, or all, it
 * is not certain either. The simulated A/A worlds show that it is needed.
 */
const variance = ({ reached, of }: Reached): number => {
  const share = (reached + 2) / (of + 4);
  return (share * (1 - share)) / of;
};
