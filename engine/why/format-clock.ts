import { localDate, timeIn } from '../definition/calendar.ts';
import type { CalendarDate, Instant, TimeZone } from '../kernel/instant.ts';

/** `March 2, 2026, 09:00`, on the account's clock. */
export const formatTime = (at: Instant, timezone: TimeZone): string =>
  `${formatDate(localDate(at, timezone))}, ${timeIn(at, timezone).slice(0, 5)}`;

/** `March 2, 2026`, of a date or of an instant on the account's clock. */
export const formatDay = (at: Instant, timezone: TimeZone): string => formatDate(localDate(at, timezone));

/** `March 2, 2026` */
export const formatDate = (date: CalendarDate): string => dates.format(Date.parse(`${date.slice(0, 10)}T00:00:00Z`));

const dates = new Intl.DateTimeFormat('en-US', { month: 'long', day: 'numeric', year: 'numeric', timeZone: 'UTC' });
