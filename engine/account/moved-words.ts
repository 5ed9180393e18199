import { localDate, timeIn } from '../definition/calendar.ts';
import { type Instant, instant, type Second, type TimeZone } from '../kernel/instant.ts';

/** `from 2026-03-05 to 2026-03-07` in the zone; within a day, or where only the zone moved it, with the times. */
export const movedWords = (from: Instant | Second, to: Instant | Second, timezone: TimeZone): string => {
  const [before, after] = [from, to].map(each => instant(each)) as [Instant, Instant];
  const days = [before, after].map(at => localDate(at, timezone)) as [string, string];
  if (days[0] !== days[1]) return `from ${days[0]} to ${days[1]}`;
  const times = [before, after].map(at => timeIn(at, timezone).slice(0, 5));
  return `on ${days[0]} from ${times[0]} to ${times[1]}`;
};
