import { dateIn } from '../definition/calendar.ts';
import { daysBetween } from '../definition/dates.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import type { Profile } from './account.ts';
import { accountTimezone } from './account-timezone.ts';

/** A date that moves later by this much names a new term; anything less, either way, is the same term. */
const newTermDays = 180;

export interface Term {
  /** First known date of the term. */
  term: CalendarDate;
  /** Did the change end a term that was known before? */
  renewed: boolean;
}

/** The term of a date attribute after a change of the profile; nothing when there never was a date. */
export const termAfter = (attribute: string, before: Profile | undefined, after: Profile): Term | undefined => {
  const known = before?.terms[attribute];
  const date = attributeDate(attribute, after);
  if (date === undefined) return known === undefined ? undefined : { term: known, renewed: false };
  if (known === undefined) return { term: date, renewed: false };
  const previous = attributeDate(attribute, before) ?? known;
  return daysBetween(previous, date) >= newTermDays ? { term: date, renewed: true } : { term: known, renewed: false };
};

/** Calendar date of a date attribute in the account's time zone. */
export const attributeDate = (attribute: string, profile: Profile | undefined): CalendarDate | undefined =>
  dateIn(profile?.attributes[attribute]?.value, accountTimezone(profile));
