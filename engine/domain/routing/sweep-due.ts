import type { AccountSnapshot } from '../account.ts';
import { accountTimezone } from '../account-timezone.ts';
import { plusDays, startOfDay } from '../calendar.ts';
import type { DomainEvent } from '../event.ts';
import type { CalendarDate, Instant } from '../instant.ts';
import type { JourneyDefinition } from '../journey-definition.ts';
import type { DateTrigger } from '../trigger.ts';
import { dateOf } from './term.ts';

/** A date that a date trigger counts back from, and the journeys that do. */
export interface DueDay extends Pick<DateTrigger, 'attribute' | 'days'> {
  date: CalendarDate;
  journeys: readonly string[];
}

/** The dates whose trigger's day begins about now, in some zone of the world. */
export const dueDays = (journeys: readonly JourneyDefinition[], now: Instant): DueDay[] => {
  const triggers = journeys.flatMap(({ id, enroll }) => (enroll.kind === 'date' ? [{ id, ...enroll }] : []));
  const alike = Map.groupBy(triggers, ({ attribute, days }) => `${attribute} ${days}`);
  return [...alike.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return [];
    const { id, attribute, days } = first;
    const journeys = [id, ...others.map(other => other.id)];
    return beginningDays(now).map(day => ({ attribute, days, journeys, date: plusDays(day, days) }));
  });
};

/** Asks routing to look at the account; nothing when its day has not begun, or when it is enrolled for the term already. */
export const dueEvent = (
  due: DueDay,
  { account, profile, enrollments }: AccountSnapshot,
  now: Instant,
): DomainEvent | undefined => {
  const { attribute, days, date } = due;
  if (dateOf(attribute, profile) !== date) return undefined;
  const begins = startOfDay(plusDays(date, -days), accountTimezone(profile));
  const term = profile?.terms[attribute] ?? date;
  const isEnrolled = due.journeys.every(id => enrollments.some(({ journey, key }) => journey === id && key === term));
  if (now < begins || isEnrolled) return undefined;
  return {
    id: `daymark:due:${account}:${attribute}:${days}:${term}`,
    source: 'daymark',
    account,
    name: 'daymark.due',
    occurredAt: begins,
    receivedAt: now,
    fields: { attribute, date },
  };
};

/** A day begins first at UTC+14, at 10:00 UTC of the day before, and last at UTC-12, at noon. Six hours more are for runs that failed. */
const beginningDays = (now: Instant): CalendarDate[] => {
  const today = now.slice(0, 10);
  const hour = Number(now.slice(11, 13));
  return [...(hour < 18 ? [today] : []), ...(hour >= 10 ? [plusDays(today, 1)] : [])];
};
