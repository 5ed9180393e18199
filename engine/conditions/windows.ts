import { type AmountComparison, type Window, windowDays } from '../definition/condition.ts';
import { type Instant, plusSeconds, through } from '../kernel/instant.ts';
import { compareAmount } from './compare.ts';
import type { EvaluationContext, WindowContext } from './condition-kind.ts';

/** Since when all usage counts. */
export const epoch: Instant = '1970-01-01T00:00:00.000Z';

/** A step that was never reached, or an account that is not enrolled, has no beginning: everything counts. */
export const startOf = (window: Window, { now, enrollment }: WindowContext): Instant => {
  switch (window.kind) {
    case 'sinceEnrollment':
      return enrollment?.anchoredAt ?? epoch;
    case 'sinceStep':
      return enrollment?.steps[window.step] ?? enrollment?.anchoredAt ?? epoch;
    case 'within':
      return daysBefore(now, window.days);
    case 'ever':
      return epoch;
  }
};

/** The first instant of a window, and the first one after it. An event of now is in the window. */
export type Span = readonly [from: Instant, until: Instant];

export const spanOf = (window: Window, context: EvaluationContext): Span => [
  startOf(window, context),
  through(context.now),
];

/** The span of the last so many days. */
export const lastDays = (days: number, now: Instant): Span => [daysBefore(now, days), through(now)];

export const daysBefore = (now: Instant, days: number): Instant => plusSeconds(now, -days * 86_400);

/** The first instant at which something of `at` has left a window of so many days. */
export const leavesAt = (at: Instant, days: number): Instant => plusSeconds(at, days * 86_400 + 0.001);

/** Things that are counted, by the instants at which they happened. */
export interface Counted {
  size: number;
  /** The instant of that index, in order of time. */
  nth: (index: number) => Instant | undefined;
}

/**
 * When a number that falls by one at each of the instants compares otherwise than now. Time alone never lets it grow.
 * `value` may be a fraction.
 */
export const fallsAt = (
  { size, nth }: Counted,
  window: Window,
  comparison: AmountComparison,
  value: number,
): Instant | undefined => {
  const days = windowDays(window);
  if (days === undefined) return undefined;
  const now = compareAmount(size, comparison, value);
  // It may compare otherwise next to the value only.
  const turns = [size - 1, Math.floor(value), Math.ceil(value) - 1]
    .filter(left => left >= 0 && left < size && compareAmount(left, comparison, value) !== now)
    .sort((a, b) => b - a);
  const at = turns[0] === undefined ? undefined : nth(size - turns[0] - 1);
  return at === undefined ? undefined : leavesAt(at, days);
};

/** Instants in any order. */
export const countedAt = (instants: Iterable<Instant>): Counted => {
  const sorted = [...instants].sort();
  return { size: sorted.length, nth: index => sorted[index] };
};
