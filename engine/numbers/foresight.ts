import { visibleLift } from './visible-lift.ts';

/** The effect that a comparison will be able to detect if accounts keep enrolling at the current rate. */
export interface Foresight {
  /** Accounts drawn per month. */
  perMonth: number;
  /** Percent of the control group that reach the goal, or of all accounts; `null` if unknown, then 50 % is assumed. */
  rate: number | null;
  /** The smallest lift detected with 80 % power after that many months, in points; `null`: none. */
  sees: readonly { months: number; points: number | null }[];
}

interface Drawn {
  weight: number;
  counted: readonly unknown[];
  reached: readonly unknown[];
}

/** `undefined` if accounts have enrolled for less than a month. @param begun when each began, in epoch milliseconds */
export const foresightOf = (groups: readonly Drawn[], begun: readonly number[]): Foresight | undefined => {
  const months = begun.length === 0 ? 0 : (Math.max(...begun) - Math.min(...begun)) / month;
  const [against, ...others] = groups;
  if (months < 1 || against === undefined || others.length === 0) return undefined;
  const perMonth = begun.length / months;
  const rate = rateOf([against]) ?? rateOf(groups);
  const whole = groups.reduce((sum, { weight }) => sum + weight, 0);
  const group = Math.min(...others.map(({ weight }) => weight));
  const seen = (after: number) =>
    visibleLift(
      { group: (perMonth * after * group) / whole, against: (perMonth * after * against.weight) / whole },
      rate ?? 0.5,
      0.05 / others.length,
    );
  return {
    perMonth,
    rate: rate === undefined ? null : 100 * rate,
    sees: lookedAfter.map(after => ({ months: after, points: inPoints(seen(after)) })),
  };
};

const month = 365.2425 * 2 * 3_600_000;
const lookedAfter = [3, 6, 12, 24];

const inPoints = (lift: number | null): number | null => (lift === null ? null : 100 * lift);

/** Minimum number of accounts to estimate a rate from. */
const fewest = 10;

const rateOf = (groups: readonly Drawn[]): number | undefined => {
  const [counted, reached] = [groups.flatMap(each => each.counted).length, groups.flatMap(each => each.reached).length];
  return counted < fewest ? undefined : reached / counted;
};
