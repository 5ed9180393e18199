import { accountTimezone } from '../account/profile.ts';
import { statingEvents } from '../billing/stated-attributes.ts';
import { dateIn, localDate, startOfDay } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import { type ConditionKind, type ConditionOf, type EvaluationContext, noSince } from './condition-kind.ts';

/** A goal is due until the end of its day in the account's zone; without a target date the answer is unknown. */
export const goal: ConditionKind<'goal'> = {
  truth: (condition, context) => {
    const { is, days, reached } = condition;
    const isReached = (context.profile?.attributes[reached]?.value ?? null) !== null;
    if (is === 'reached') return isReached;
    const target = targetOf(condition, context);
    if (target === undefined) return undefined;
    const today = localDate(context.now, accountTimezone(context.profile));
    if (isReached) return false;
    return is === 'overdue' ? today > target : today <= target && today >= plusDays(target, -days);
  },
  since: noSince,
  events: ({ event }) => (event === undefined ? statingEvents : [...statingEvents, event]),
  turnsAt: (condition, context) => {
    const { is, days } = condition;
    const target = is === 'reached' ? undefined : targetOf(condition, context);
    if (target === undefined) return undefined;
    const turns = [plusDays(target, 1), ...(is === 'dueWithin' ? [plusDays(target, -days)] : [])];
    return turns
      .map(date => startOfDay(date, accountTimezone(context.profile)))
      .filter(at => at > context.now)
      .sort()[0];
  },
  facts: ({ target, reached }) => ({
    [target]: { kind: 'accountAttribute', name: target },
    [reached]: { kind: 'accountAttribute', name: reached },
  }),
};

const targetOf = ({ target }: ConditionOf<'goal'>, { profile }: EvaluationContext): CalendarDate | undefined =>
  dateIn(profile?.attributes[target]?.value, accountTimezone(profile));
