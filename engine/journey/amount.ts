import {
  type AmountComparison,
  type Condition,
  type Quantity,
  type ShareComparison,
  type Value,
  type Window,
  windowDays,
} from '../definition/condition.ts';
import type { EventTrigger } from '../triggers/event/trigger.ts';
import { AuthoringError, mustBeWhole } from './authoring-error.ts';
import { plainData, withMethods } from './plain-data.ts';
import { basisPoints } from './share.ts';

/** Something counted over a window: compared in conditions, shown in templates. */
export type Amount = Value & {
  is(times: number): Condition;
  above(times: number): Condition;
  below(times: number): Condition;
  atLeast(times: number): Condition;
  atMost(times: number): Condition;
} & Trend;

/** Against the window of the same length right before it; only of `within(...)`. */
export interface Trend {
  /** Less than that share of before: `featureUse(within(days(30))).fellBelow(0.6)`. `from`: what it must have come to before, 1 unless said otherwise. */
  fellBelow(share: number, options?: { from?: number }): Condition;
  /** More than before. */
  rose(): Condition;
  /**
   * At least that many times as much as before: `count('Support Ticket Created', within(days(30))).roseTo(2)` has doubled.
   * `from`: what it must have come to before, 1 unless said otherwise; from 0, any amount is a rise.
   */
  roseTo(times: number, options?: { from?: number }): Condition;
  /** By how many percent it differs from before, for templates. */
  change(): Value;
}

/** How often an event happened. */
export const countOf = ({ event }: EventTrigger, window: Window): Amount =>
  amountWith(
    `count('${event}')`,
    { kind: 'eventCount', event, window },
    { of: 'events', events: [{ kind: 'event', event, where: [] }] },
    window,
    test => ({ kind: 'count', event, window, ...test }),
  );

export const amountOf = (name: string, quantity: Quantity, window: Window): Amount =>
  amountWith(name, { kind: 'amount', quantity, window }, quantity, window, test => ({
    kind: 'amount',
    quantity,
    window,
    ...test,
  }));

const amountWith = (
  name: string,
  value: Value,
  quantity: Quantity,
  window: Window,
  condition: (test: { comparison: AmountComparison; value: number }) => Condition,
): Amount => {
  const compare = (comparison: AmountComparison) => (value: number) => {
    mustBeWhole(`${name}.${comparison}`, whatOf(quantity), value, 0);
    return plainData(condition({ comparison, value }));
  };
  return withMethods<Value, Omit<Amount, keyof Value>>(value, {
    is: compare('is'),
    above: compare('above'),
    below: compare('below'),
    atLeast: compare('atLeast'),
    atMost: compare('atMost'),
    ...trendOf(name, quantity, window),
  });
};

const trendOf = (name: string, quantity: Quantity, window: Window): Trend => {
  const compare = (method: string, comparison: ShareComparison, points: number, least: number): Condition =>
    plainData({ kind: 'trend', quantity, days: daysOf(name, method, window), comparison, basisPoints: points, least });
  return {
    fellBelow: (share, { from = 1 } = {}) => {
      mustBeWhole(`${name}.fellBelow`, 'from', from, 1);
      return compare('fellBelow', 'below', basisPoints(`${name}.fellBelow`, 'what was before', share), from);
    },
    rose: () => compare('rose', 'above', 10_000, 0),
    roseTo: (times, { from = 1 } = {}) => {
      mustBeWhole(`${name}.roseTo`, 'from', from, 0);
      return compare('roseTo', 'atLeast', basisPoints(`${name}.roseTo`, 'what was before', times, 100), from);
    },
    change: () => plainData({ kind: 'change', quantity, days: daysOf(name, 'change', window) }),
  };
};

const daysOf = (name: string, method: string, window: Window): number => {
  const days = windowDays(window);
  if (days !== undefined) return days;
  throw new AuthoringError(
    `${name}.${method}: only a window of days has one before it. Write within(days(30)) as its window.`,
  );
};

const whatOf = ({ of }: Quantity): string =>
  of === 'users' || of === 'activeUsers' ? 'the number of users' : 'the number of events';
