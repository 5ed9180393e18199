import { accountTimezone } from '../../account/account-timezone.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import { attributeDate } from '../../account/term.ts';
import { statedBy, statingEvents } from '../../billing/stated-attributes.ts';
import { localDate, plusDays, startOfDay } from '../../definition/calendar.ts';
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
    const timezone = accountTimezone(profile);
    const begins = startOfDay(plusDays(date, -days), timezone);
    if (now < begins) return { not: 'too-early' };
    if (localDate(now, timezone) > date) return { not: 'date-passed' };
    return {
      key: profile?.terms[attribute] ?? date,
      event: attribute,
      fields: { [attribute]: date },
      ...(asked && { at: begins }),
    };
  },
};
