import { atTime, localDate } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { Policy } from '../definition/policy.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import type { TouchAhead } from './calendar.ts';

/** Where accounts have night at the same time. */
export interface QuietZone {
  timezone: TimeZone;
  /** Those that were looked at. */
  accounts: { id: string; name: string }[];
  /** The night that begins on the account's own day. */
  from: Instant;
  to: Instant;
  /** Touches that wait for its mornings. */
  held: number;
}

/** When touches that an event caused do not go, by the zones of the accounts; where most accounts are first. */
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
