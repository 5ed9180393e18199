import { accountTimezone } from '../account-timezone.ts';
import { plusDays, startOfDay } from '../calendar.ts';
import { dateOf } from '../routing/term.ts';
import type { DuePart } from './due.ts';

/** The start of the day, in the account's zone, on which a date enrolls it. */
export const dateDue: DuePart = ({ snapshot: { profile }, journeys, now }) =>
  journeys.flatMap(({ enroll }) => {
    const date = enroll.kind === 'date' ? dateOf(enroll.attribute, profile) : undefined;
    if (enroll.kind !== 'date' || date === undefined) return [];
    const at = startOfDay(plusDays(date, -enroll.days), accountTimezone(profile));
    return at > now ? [{ at }] : [];
  });
