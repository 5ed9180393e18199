import type { UsageMark } from '../account/account.ts';
import { type AmountComparison, type Window, windowDays } from '../definition/condition.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { compareAmount } from './compare.ts';
import type { EvaluationContext, WindowContext } from './condition-kind.ts';

const epoch: Instant = '1970-01-01T00:00:00.000Z';

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

export const usageIn = (window: Window, context: EvaluationContext): UsageMark[] =>
  usageBetween(startOf(window, context), context.now, context);

/** Both instants included. */
export const usageBetween = (from: Instant, to: Instant, { usage }: Pick<EvaluationContext, 'usage'>): UsageMark[] =>
  usage.filter(({ at }) => at >= from && at <= to);

export const daysBefore = (now: Instant, days: number): Instant => plusSeconds(now, -days * 86_400);

/** The first instant at which something of `at` has left a window of so many days. */
export const leavesAt = (at: Instant, days: number): Instant => plusSeconds(at, days * 86_400 + 0.001);

/**
 * When a number that falls by one at each of the instants compares otherwise than now. Time alone never lets it grow.
 * `value` may be a fraction.
 */
export const fallsAt = (
  leaving: readonly Instant[],
  window: Window,
  comparison: AmountComparison,
  value: number,
): Instant | undefined => {
  const days = windowDays(window);
  if (days === undefined) return undefined;
  const sorted = [...leaving].sort();
  const now = compareAmount(sorted.length, comparison, value);
  const index = sorted.findIndex((_, left) => compareAmount(sorted.length - left - 1, comparison, value) !== now);
  const at = sorted[index];
  return at === undefined ? undefined : leavesAt(at, days);
};
