import type { AccountSnapshot } from '../../../engine/account/account.ts';
import { evaluateEvent } from '../../../engine/account/evaluate-event.ts';
import { accountTimezone } from '../../../engine/account/profile.ts';
import { attributeDate } from '../../../engine/account/term.ts';
import { localDate, startOfDay } from '../../../engine/definition/calendar.ts';
import type { CalendarDate } from '../../../engine/kernel/instant.ts';
import type { TriggerTurn } from '../../../engine/triggers/trigger-turn.ts';
import type { AnniversaryTrigger } from './trigger.ts';

export const anniversaryTurn: TriggerTurn<never> = {
  mayEnroll: (_, { name }) => name === evaluateEvent,
  triggered: ({ attribute }: AnniversaryTrigger, { event, snapshot: { profile }, now }) => {
    const today = localDate(now, accountTimezone(profile));
    const began = attributeDate(attribute, profile);
    if (event.name !== evaluateEvent || began === undefined || today !== inYear(yearOf(today), began)) return undefined;
    return { key: today, event: attribute, fields: {} };
  },
  due: ({ attribute }: AnniversaryTrigger, { snapshot: { profile }, now }) => next(attribute, profile, now),
};

const next = (attribute: string, profile: AccountSnapshot['profile'], now: string) => {
  const timezone = accountTimezone(profile);
  const began = attributeDate(attribute, profile);
  if (began === undefined) return undefined;
  const year = yearOf(localDate(now, timezone));
  return [year, year + 1].map(each => startOfDay(inYear(each, began), timezone)).find(at => at > now);
};

const yearOf = (date: CalendarDate): number => Number(date.slice(0, 4));

const inYear = (year: number, date: CalendarDate): CalendarDate => `${year}${date.slice(4)}`;
