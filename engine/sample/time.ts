export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** `YYYY-MM-DD` in UTC. */
export const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
