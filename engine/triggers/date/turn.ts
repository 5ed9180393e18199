import type { AccountSnapshot, Profile } from '../../account/account.ts';
import { evaluateEvent } from '../../account/evaluate-event.ts';
import type { DomainEvent } from '../../account/event.ts';
import { accountTimezone } from '../../account/profile.ts';
import { attributeDate, isBackFromPast, isBackInTerm } from '../../account/term.ts';
import { statedBy, statingEvents } from '../../billing/stated-attributes.ts';
import { localDate, startOfDay } from '../../definition/calendar.ts';
import { plusDays } from '../../definition/dates.ts';
import { type CalendarDate, type Instant, plusSeconds } from '../../kernel/instant.ts';
import type { TriggerTurn } from '../trigger-turn.ts';
import type { DateTrigger } from './trigger.ts';

/**
 * Decides once per day, by the first evaluation since the day began. An event that sets the date or zone on that day or
 * later may enroll at once; if it does not, the next evaluation decides, so that the order of calls does not matter.
 */
export const dateTriggerTurn: TriggerTurn<'date'> = {
  mayEnroll: (_, { name }) => name === evaluateEvent || statingEvents.includes(name),
  /** From the start of the trigger's day, in the account's zone, until the date has passed. */
  triggered: (trigger, { journey, event, snapshot, now }) => {
    const { attribute } = trigger;
    const asOf = triggerDay(trigger, snapshot, now);
    if (!(isAsked(event) || isSaid(attribute, event)) || asOf === undefined) return undefined;
    if (asOf.is !== 'open') return { not: asOf.is };
    const term = snapshot.profile?.terms[attribute];
    const isOpen = isBackInTerm(term)
      ? mayBeginAnew(journey, term, isSaid(attribute, event), asOf.day, snapshot)
      : !isDayDecided(journey, asOf.day, snapshot);
    if (!isOpen) return { not: 'decided-before' };
    return {
      key: term ?? asOf.date,
      event: attribute,
      fields: { [attribute]: asOf.date },
      ...(isAsked(event) && { at: asOf.begins }),
    };
  },
  decides: (trigger, { event, snapshot, now }, isIn) => {
    const asOf = triggerDay(trigger, snapshot, now);
    return asOf?.is === 'open' && (isAsked(event) || (isIn && isSaid(trigger.attribute, event))) ? asOf.day : undefined;
  },
  due: (trigger, { journey, snapshot, now }) => {
    const asOf = triggerDay(trigger, snapshot, now);
    if (asOf?.is === 'too-early') return asOf.begins;
    return asOf?.is === 'open' && !isDayDecided(journey, asOf.day, snapshot) ? plusSeconds(now, 1) : undefined;
  },
};

/**
 * The date moved back to an earlier term: a running enrollment of it goes on, and one that ended when the date moved
 * away starts again, although its day was decided. While the date was in the past, all due steps were skipped, which
 * also counts as an end.
 */
const mayBeginAnew = (
  journey: string,
  term: string | undefined,
  isSaid: boolean,
  day: CalendarDate,
  snapshot: AccountSnapshot,
): boolean => {
  const earlier = snapshot.enrollments.filter(each => each.journey === journey);
  if (earlier.some(({ status }) => status === 'active')) return false;
  const hasEnded = earlier.some(
    ({ status }) => status === 'exited' || (status === 'completed' && isBackFromPast(term)),
  );
  return !isDayDecided(journey, day, snapshot) || (isSaid && hasEnded);
};

const isAsked = ({ name }: DomainEvent): boolean => name === evaluateEvent;

/** Does the event set the date, or the zone in which its day is counted? */
const isSaid = (attribute: string, event: DomainEvent): boolean =>
  [attribute, 'timezone'].some(each => statedBy(event).includes(each));

export interface TriggerDay {
  is: 'too-early' | 'open' | 'date-passed';
  date: CalendarDate;
  day: CalendarDate;
  /** The start of the day, in the account's zone. */
  begins: Instant;
}

/** State of the trigger's day; undefined without a date. */
export const triggerDay = (
  { attribute, days }: DateTrigger,
  { profile }: Pick<AccountSnapshot, 'profile'>,
  now: Instant,
): TriggerDay | undefined => {
  const date = attributeDate(attribute, profile);
  if (date === undefined) return undefined;
  const day = plusDays(date, -days);
  const begins = startOfDay(day, accountTimezone(profile));
  return { is: stands(date, begins, profile, now), date, day, begins };
};

const stands = (date: CalendarDate, begins: Instant, profile: Profile | undefined, now: Instant): TriggerDay['is'] => {
  if (now < begins) return 'too-early';
  return localDate(now, accountTimezone(profile)) > date ? 'date-passed' : 'open';
};

export const isDayDecided = (
  journey: string,
  day: CalendarDate,
  { evaluation }: Pick<AccountSnapshot, 'evaluation'>,
): boolean => evaluation?.decided?.[journey] === day;
