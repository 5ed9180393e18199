import { dateIn, localDate } from '../definition/calendar.ts';
import { daysBetween } from '../definition/dates.ts';
import type { CalendarDate } from '../kernel/instant.ts';
import type { Profile } from './account.ts';
import { accountTimezone } from './profile.ts';

/** A date that moves by this much begins another term; a smaller move, either way, stays in the same term. */
const newTermDays = 180;

export interface Term {
  /**
   * First known date of the term; of one that the date moved back to also when it was said, as `2026-06-15~…`, and
   * `~past` if it moved back from the past.
   */
  term: string;
  /** Whether the change ended a previously known term. */
  renewed: boolean;
}

/**
 * The term of a date attribute after a change of the profile; `undefined` if there never was a date. If a date far
 * ahead is followed by an earlier one that has not passed, the first was a mistake, and the earlier one begins its term
 * again.
 */
export const termAfter = (attribute: string, before: Profile | undefined, after: Profile): Term | undefined => {
  const known = before?.terms[attribute];
  const date = attributeDate(attribute, after);
  if (date === undefined) return known === undefined ? undefined : { term: known, renewed: false };
  if (known === undefined) return { term: date, renewed: false };
  const first = known.slice(0, date.length);
  const by = [attributeDate(attribute, before) ?? first, first].map(from => daysBetween(from, date));
  if (Math.min(...by) >= newTermDays) return { term: date, renewed: true };
  const saidAt = after.attributes[attribute]?.at ?? '';
  if (date < saidAt.slice(0, date.length)) return { term: known, renewed: false };
  if (wasOverWhenSaid(attribute, before, first)) return { term: `${date}~${saidAt}~past`, renewed: false };
  return { term: Math.max(...by) <= -newTermDays ? `${date}~${saidAt}` : known, renewed: false };
};

/** Whether the date was set to a past day while its term's date was still to come. */
const wasOverWhenSaid = (attribute: string, profile: Profile | undefined, first: CalendarDate): boolean => {
  const date = attributeDate(attribute, profile);
  const saidAt = profile?.attributes[attribute]?.at;
  if (date === undefined || saidAt === undefined) return false;
  const day = localDate(saidAt, accountTimezone(profile));
  return date < day && day <= first;
};

/** Whether the date moved back to that term. */
export const isBackInTerm = (term: string | undefined): boolean => term?.includes('~') === true;

/** Whether it moved there from the past. */
export const isBackFromPast = (term: string | undefined): boolean => term?.endsWith('~past') === true;

/** Calendar date of a date attribute in the account's time zone. */
export const attributeDate = (attribute: string, profile: Profile | undefined): CalendarDate | undefined =>
  dateIn(profile?.attributes[attribute]?.value, accountTimezone(profile));
