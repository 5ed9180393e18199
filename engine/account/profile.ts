import { isTimeZone } from '../definition/calendar.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { Profile } from './account.ts';

/** The account's time zone; UTC when it names none or an unknown one. */
export const accountTimezone = (profile: Pick<Profile, 'attributes'> | undefined): TimeZone => {
  const name = profile?.attributes.timezone?.value;
  return typeof name === 'string' && isTimeZone(name) ? name : 'UTC';
};

/** When the account was first heard of; nothing while it is unknown. Events before it say nothing of its habits. */
export const knownSince = (profile: Profile | undefined): Instant | undefined =>
  // Profiles of before this was kept: the oldest of the words that were not replaced.
  profile?.knownSince ??
  Object.values(profile?.attributes ?? {})
    .map(({ at }) => at)
    .sort()[0];
