import * as z from 'zod';
import type { Profile } from '../account/account.ts';
import { accountTimezone } from '../account/profile.ts';
import { type Instant, plusSeconds, type TimeZone } from '../kernel/instant.ts';
import { readDate } from '../kernel/read-date.ts';

/** An ISO 8601 date or time, to be resolved in the zone from `zoneOfMoments`. */
export const moment = z
  .string('must be a time such as "2026-03-01T09:30:00Z", in quotes')
  .refine(text => readDate(text) !== undefined, 'is not a valid time. Use ISO 8601, such as 2026-03-01T09:30:00Z');

/** A time without an offset is in its account's zone, which is looked up only if needed. */
export const zoneOfMoments = async (
  account: string,
  moments: readonly (string | null | undefined)[],
  { accounts }: { accounts: { profile(account: string): Promise<Profile | undefined> } },
): Promise<TimeZone> => (moments.some(lacksOffset) ? accountTimezone(await accounts.profile(account)) : 'UTC');

/** Is it a readable time without an offset? */
export const lacksOffset = (moment: string | null | undefined): boolean => {
  const said = readDate(moment);
  return said !== undefined && said.offset === undefined;
};

const clockSkewSeconds = 300;

/** Clients' clocks go wrong: an event from the future is dated at its arrival. */
export const happenedAt = (said: Instant | undefined, receivedAt: Instant): Instant =>
  said === undefined || said > plusSeconds(receivedAt, clockSkewSeconds) ? receivedAt : said;
