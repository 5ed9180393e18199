import type { CalendarDate, Instant } from '../kernel/instant.ts';

/** The figures of an account for the medians of its plan, by name. */
export type Figures = Readonly<Record<string, number>>;

/** Fewer accounts do not represent a plan, and might reveal each other's figures. */
const fewest = 5;

/** The median of each figure over the accounts that have it; none if too few have it. */
export const mediansOf = (accounts: readonly Figures[]): Figures => {
  const named = Map.groupBy(
    accounts.flatMap(figures => Object.entries(figures)),
    ([name]) => name,
  );
  return Object.fromEntries(
    [...named]
      .filter(([, each]) => each.length >= fewest)
      .map(([name, each]): [string, number] => [name, median(each.map(([, number]) => number))])
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
};

/** The middle number, or the mean of the middle two, rounded, because figures are counts. */
const median = (numbers: readonly number[]): number => {
  const sorted = numbers.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[half - (sorted.length % 2 ? 0 : 1)], sorted[half]];
  return Math.round((below + above) / 2);
};

/** The figures of an account, and when they were counted. */
export interface CountedFigures {
  at: Instant;
  figures: Figures;
}

/** The figures of an account for the medians of its plan. */
export interface PlanFigures extends CountedFigures {
  plan: string;
}

/** For so many days an account that is no longer evaluated counts for its plan. */
export const daysCounted = 35;

/** What a plan has of an account: its figures, and those that they replaced. */
export interface PlanRow extends CountedFigures {
  former?: CountedFigures;
}

/**
 * The medians of a plan on a day (UTC). Figures that were counted on that day count from the next, so that it makes no
 * difference who asks first, and when; but for one that an account had not before.
 */
export const mediansOn = (day: CalendarDate, rows: readonly PlanRow[]): Figures =>
  mediansOf(rows.map(({ at, figures, former }) => (former && at >= day ? { ...figures, ...former.figures } : figures)));
