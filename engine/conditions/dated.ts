import { accountTimezone } from '../account/profile.ts';
import { statingEvents } from '../billing/stated-attributes.ts';
import { dateIn, localDate, startOfDay } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import { type ConditionKind, type ConditionOf, type EvaluationContext, noSince } from './condition-kind.ts';

/** A date lasts until the end of its day in the account's zone; of one that is not known the answer is unknown. */
export const dated: ConditionKind<'dated'> = {
  truth: (condition, context) => {
    const date = dateOf(condition, context);
    if (date === undefined) return undefined;
    const today = localDate(context.now, accountTimezone(context.profile));
    return condition.is === 'past' ? today > date : today <= date && today >= plusDays(date, -condition.days);
  },
  since: noSince,
  events: () => statingEvents,
  turnsAt: (condition, context) => {
    const date = dateOf(condition, context);
    if (date === undefined) return undefined;
    const turns = [plusDays(date, 1), ...(condition.is === 'past' ? [] : [plusDays(date, -condition.days)])];
    return turns
      .map(day => startOfDay(day, accountTimezone(context.profile)))
      .filter(at => at > context.now)
      .sort()[0];
  },
  facts: ({ name }) => ({ [name]: { kind: 'accountAttribute', name } }),
};

const dateOf = ({ name }: ConditionOf<'dated'>, { profile }: EvaluationContext): CalendarDate | undefined =>
  dateIn(profile?.attributes[name]?.value, accountTimezone(profile));
