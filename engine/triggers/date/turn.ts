import type { Profile } from '../../account/account.ts';
import { accountTimezone } from '../../account/account-timezone.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import { attributeDate } from '../../account/term.ts';
import { statedBy, statingEvents } from '../../billing/stated-attributes.ts';
import { localDate, startOfDay } from '../../definition/calendar.ts';
import { plusDays } from '../../definition/dates.ts';
import type { CalendarDate, Instant } from '../../kernel/instant.ts';
import type { TriggerTurn } from '../trigger-turn.ts';

export const dateTriggerTurn: TriggerTurn<'date'> = {
  mayEnroll: (_, { name }) => name === evaluateEvent || statingEvents.includes(name),
  /** From the start of the trigger's day, in the account's zone, until the date has passed. */
  triggered: ({ attribute, days }, { event, snapshot: { profile }, now }) => {
    const asked = event.name === evaluateEvent;
    const stated = statedBy(event);
    const said = stated.includes(attribute) || stated.includes('timezone');
    const date = attributeDate(attribute, profile);
    if (!(asked || said) || date === undefined) return undefined;
    const begins = startOf(days, date, profile);
    if (now < begins) return { not: 'too-early' };
    if (localDate(now, accountTimezone(profile)) > date) return { not: 'date-passed' };
    return {
      key: profile?.terms[attribute] ?? date,
      event: attribute,
      fields: { [attribute]: date },
      ...(asked && { at: begins }),
    };
  },
  due: ({ attribute, days }, { snapshot: { profile } }) => {
    const date = attributeDate(attribute, profile);
    return date && startOf(days, date, profile);
  },
};

/** The start of the trigger's day, in the account's zone. */
const startOf = (days: number, date: CalendarDate, profile: Profile | undefined): Instant =>
  startOfDay(plusDays(date, -days), accountTimezone(profile));
