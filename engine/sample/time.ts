export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** `YYYY-MM-DD` in UTC. */
export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The instant at which the week began in UTC; 1970-01-01 was a Thursday. */
export const mondayOf = (at: number): number => Math.floor((at / DAY + 3) / 7) * 7 * DAY - 3 * DAY;
