import { Temporal } from 'temporal-polyfill';
import { type Instant, instant, type TimeZone } from '../kernel/instant.ts';
import { memoize } from '../kernel/memoize.ts';
import type { CampaignTime } from '../triggers/campaign/trigger.ts';

/** A time that a clock change skips is the first instant after the gap; one that it repeats is the first of the two. */
export const momentIn = (at: CampaignTime, timezone: TimeZone): Instant => {
  if (!('date' in at)) return at.at;
  return momentOf(`${at.date}T${at.time}`, timezone);
};

/** Accounts of a zone share their moments. */
const momentOf = memoize((local: string, timeZone: TimeZone): Instant => {
  const said = Temporal.PlainDateTime.from(local);
  const found = said.toZonedDateTime(timeZone);
  if (found.toPlainDateTime().equals(said)) return instant(found.epochMilliseconds);
  const before = said.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  return instant((before.getTimeZoneTransition('next') ?? found).epochMilliseconds);
});
