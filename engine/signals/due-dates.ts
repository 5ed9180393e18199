import { accountTimezone } from '../account/account-timezone.ts';
import type { DuePart } from '../account/due-part.ts';
import { attributeDate } from '../account/term.ts';
import { plusDays, startOfDay } from '../definition/calendar.ts';
import { enrollingDate } from '../definition/enrolled-by.ts';

/** The start of the day, in the account's zone, on which a date enrolls it. */
export const dateDue: DuePart = ({ snapshot: { profile }, journeys, now }) =>
  journeys.flatMap(({ enroll }) => {
    const counted = enrollingDate(enroll);
    const date = counted && attributeDate(counted.attribute, profile);
    if (counted === undefined || date === undefined) return [];
    const at = startOfDay(plusDays(date, -counted.days), accountTimezone(profile));
    return at > now ? [{ at }] : [];
  });
