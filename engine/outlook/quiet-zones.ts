import { atTime, localDate } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { Policy } from '../definition/policy.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { TouchAhead } from './calendar.ts';

/** Accounts with the same time zone, and their next quiet hours. */
export interface QuietZone {
  timezone: TimeZone;
  /** The accounts that were looked at. */
  accounts: { id: string; name: string }[];
  /** Start of the quiet hours, on the account's local day. */
  from: Instant;
  to: Instant;
  /** Number of touches held until the morning. */
  held: number;
}

/** Quiet hours by time zone, the zones with most accounts first. */
export const quietZones = (
  accounts: readonly { id: string; name: string; timezone: TimeZone }[],
  touches: readonly TouchAhead[],
  quietHours: Policy['quietHours'],
  now: Instant,
): QuietZone[] =>
  [...Map.groupBy(accounts, ({ timezone }) => timezone)]
    .map(([timezone, own]) => {
      const members = new Set(own.map(({ id }) => id));
      const { from, to } = quietHours;
      const today = localDate(now, timezone);
      return {
        timezone,
        accounts: own.map(({ id, name }) => ({ id, name })),
        from: atTime(today, from, timezone),
        to: atTime(from > to ? plusDays(today, 1) : today, to, timezone),
        held: touches.filter(({ account, reason }) => reason === 'quiet-hours' && members.has(account)).length,
      };
    })
    .sort((a, b) => b.accounts.length - a.accounts.length || (a.timezone < b.timezone ? -1 : 1));
