import { type Reading, windowDays } from '../definition/condition.ts';
import { alternativesIn } from '../definition/enrolled-by.ts';
import { compareAmount } from './compare.ts';
import type { ConditionKind, ConditionOf, EvaluationContext, Truth } from './condition-kind.ts';
import { marksOfEvent } from './quantity.ts';
import { leavesAt, spanOf, startOf } from './windows.ts';

/** A number that events carry, such as the score of a survey. Without any such event nothing is known. */
export const reading: ConditionKind<'reading'> = {
  truth: (condition, context) => compared(condition, context),
  since: ({ window }, context) => startOf(window, context),
  events: ({ event }) => alternativesIn(event).map(each => each.event),
  turnsAt: (condition, context) => {
    const days = windowDays(condition.window);
    if (days === undefined) return undefined;
    const now = compared(condition, context);
    const moves = numbersIn(condition, context).map(({ at }) => leavesAt(at, days));
    return moves.find(at => compared(condition, { ...context, now: at }) !== now);
  },
  facts: ({ kind, comparison, value, ...read }) => ({ [`${read.take} ${read.field}`]: { kind, ...read } }),
};

const compared = (condition: ConditionOf<'reading'>, context: EvaluationContext): Truth => {
  const { take, comparison, value } = condition;
  const numbers = numbersIn(condition, context).map(({ number }) => number);
  const [latest] = numbers.slice(-1);
  if (latest === undefined) return undefined;
  if (take === 'latest') return compareAmount(latest, comparison, value);
  // In ten-thousandths, so that binary fractions do not miss 4.2.
  return compareAmount(tenThousandths(sum(numbers)), comparison, tenThousandths(value) * numbers.length);
};

/** Rounded to two decimals; null if there is no number. */
export const readingValue = (read: Reading, context: EvaluationContext): number | null => {
  const numbers = numbersIn(read, context).map(({ number }) => number);
  const [latest] = numbers.slice(-1);
  if (latest === undefined) return null;
  return read.take === 'latest' ? latest : Math.round((sum(numbers) / numbers.length) * 100) / 100;
};

/** In order of time. */
const numbersIn = ({ event, field, window }: Reading, context: EvaluationContext) =>
  marksOfEvent(event, context)
    .between(...spanOf(window, context))
    .flatMap(({ at, fields }) => {
      const number = fields?.[field];
      return typeof number === 'number' ? [{ at, number }] : [];
    });

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const tenThousandths = (value: number): number => Math.round(value * 10_000);
