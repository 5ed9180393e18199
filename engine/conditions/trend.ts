import { knownSince } from '../account/profile.ts';
import type { Quantity } from '../definition/condition.ts';
import { compareShare } from './compare.ts';
import type { ConditionKind, ConditionOf, EvaluationContext, Truth } from './condition-kind.ts';
import { marksOf, measureQuantity, quantityEvents, quantityName } from './quantity.ts';
import { daysBefore, lastDays, leavesAt } from './windows.ts';

/**
 * Compares two windows that meet. Nothing is known while the earlier one reaches back before the account was known, or
 * comes to less than is worth comparing.
 */
export const trend: ConditionKind<'trend'> = {
  truth: (condition, context) => compared(condition, context),
  since: ({ days }, { now }) => daysBefore(now, 2 * days),
  events: ({ quantity }) => quantityEvents(quantity),
  turnsAt: (condition, context) => {
    const { quantity, days } = condition;
    const known = knownSince(context.profile);
    const moves = marksOf(quantity, context)
      .between(...lastDays(2 * days, context.now))
      .flatMap(({ at }) => [leavesAt(at, days), leavesAt(at, 2 * days)])
      .concat(known === undefined ? [] : [leavesAt(known, 2 * days)])
      .filter(at => at > context.now)
      .sort();
    const now = compared(condition, context);
    // One evaluation too many is cheaper than trying all of them.
    const tried = moves.slice(0, mostTried);
    return tried.find(at => compared(condition, { ...context, now: at }) !== now) ?? moves[mostTried];
  },
  facts: ({ quantity, days }) => ({
    [quantityName(quantity)]: { kind: 'amount', quantity, window: { kind: 'within', days } },
    [`change of ${quantityName(quantity)} in %`]: { kind: 'change', quantity, days },
  }),
};

const mostTried = 40;

const compared = ({ quantity, days, least, ...share }: ConditionOf<'trend'>, context: EvaluationContext): Truth => {
  const amounts = twoWindows(quantity, days, context);
  return amounts === undefined || amounts.before < least
    ? undefined
    : compareShare(amounts.last, amounts.before, share);
};

/** The amounts of the last days and of as many before them; undefined if the account was not known all that time. */
export const twoWindows = (
  quantity: Quantity,
  days: number,
  context: EvaluationContext,
): { last: number; before: number } | undefined => {
  const [middle, start] = [daysBefore(context.now, days), daysBefore(context.now, 2 * days)];
  const known = knownSince(context.profile);
  if (known === undefined || known > start) return undefined;
  return {
    last: measureQuantity(quantity, lastDays(days, context.now), context),
    before: measureQuantity(quantity, [start, middle], context),
  };
};
