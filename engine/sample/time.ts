import { atTime, localDate } from '../definition/calendar.ts';
import { instant, type TimeOfDay } from '../kernel/instant.ts';
import type { Company } from './company.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** `YYYY-MM-DD` in UTC. */
export const utcDate = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The instant at which the week began in UTC; 1970-01-01 was a Thursday. */
export const utcMonday = (at: number): number => Math.floor((at / DAY + 3) / 7) * 7 * DAY - 3 * DAY;

/** That time of day in the account's zone. */
export const localTime = ({ timezone }: Company, at: number, time: TimeOfDay): number =>
  Date.parse(atTime(localDate(instant(at), timezone), time, timezone));
