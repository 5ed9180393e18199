import type { Value } from '../definition/condition.ts';
import type { ConditionKind } from './condition-kind.ts';
import { nextWeekAt, userDaysByWeek, weeksSince } from './weeks.ts';

/** A drop of exactly the share counts. A week without use is no week to drop from. */
export const consecutiveDrops: ConditionKind<'consecutiveDrops'> = {
  truth: ({ event, weeks, basisPoints, least }, context) => {
    const userDays = userDaysByWeek(event, weeks + 1, context);
    const [first = 0] = userDays ?? [];
    if (userDays === undefined || first === 0 || first < least) return undefined;
    return userDays.slice(1).every((days, index) => {
      const before = userDays[index] ?? 0;
      return before > 0 && before * (10_000 - basisPoints) >= days * 10_000;
    });
  },
  since: ({ weeks }, { now }) => weeksSince(weeks + 1, now),
  events: ({ event }) => [event],
  turnsAt: (_, context) => nextWeekAt(context),
  facts: ({ event, weeks }) => weekFacts(event, weeks + 1),
};

/** Finds what `consecutiveDrops` misses: a single deep drop, and drops interrupted by one better week. */
export const sustainedBelowBaseline: ConditionKind<'sustainedBelowBaseline'> = {
  truth: ({ event, weeks, baselineWeeks, basisPoints, least }, context) => {
    const userDays = userDaysByWeek(event, weeks + baselineWeeks, context);
    if (userDays === undefined) return undefined;
    const baseline = userDays.slice(0, baselineWeeks).reduce((total, days) => total + days, 0);
    if (baseline === 0 || baseline < least * baselineWeeks) return undefined;
    return userDays.slice(baselineWeeks).every(days => days * 10_000 * baselineWeeks <= basisPoints * baseline);
  },
  since: ({ weeks, baselineWeeks }, { now }) => weeksSince(weeks + baselineWeeks, now),
  events: ({ event }) => [event],
  turnsAt: (_, context) => nextWeekAt(context),
  facts: ({ event, weeks, baselineWeeks }) => weekFacts(event, weeks + baselineWeeks),
};

const weekFacts = (event: string, weeks: number): Readonly<Record<string, Value>> =>
  Object.fromEntries(
    Array.from({ length: weeks }, (_, index) => [
      `user-days of the week ${weeks - index} back`,
      { kind: 'weeklyUserDays', event, weeksAgo: weeks - index },
    ]),
  );
