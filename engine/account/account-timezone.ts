import { isTimeZone } from '../definition/calendar.ts';
import type { TimeZone } from '../kernel/instant.ts';
import type { Profile } from './account.ts';

/** The account's time zone; UTC when it names none or an unknown one. */
export const accountTimezone = (profile: Pick<Profile, 'attributes'> | undefined): TimeZone => {
  const name = profile?.attributes.timezone?.value;
  return typeof name === 'string' && isTimeZone(name) ? name : 'UTC';
};
