import { visibleLift } from './visible-lift.ts';

/** The effect that a comparison will be able to detect, if accounts enroll at the rate so far. */
export interface Foresight {
  /** Accounts that are drawn in a month. */
  perMonth: number;
  /** Percent of those it is compared with that reach the goal, or of all; null while nothing is known, and half of them are taken. */
  rate: number | null;
  /** The least lift that four out of five times is seen after so many months, in points; null: none. */
  sees: readonly { months: number; points: number | null }[];
}

interface Drawn {
  weight: number;
  counted: readonly unknown[];
  reached: readonly unknown[];
}

/** Nothing where accounts came for less than a month. @param begun when each account began, in milliseconds */
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

/** Of fewer it would say too much. */
const fewest = 10;

const rateOf = (groups: readonly Drawn[]): number | undefined => {
  const [counted, reached] = [groups.flatMap(each => each.counted).length, groups.flatMap(each => each.reached).length];
  return counted < fewest ? undefined : reached / counted;
};
