/** An instant in UTC, always `YYYY-MM-DDTHH:mm:ss.sssZ`, so that two of them compare as strings. */
export type Instant = string;

/** An instant in UTC to the second, `YYYY-MM-DDTHH:mm:ssZ`: the one form that timelines show and Step Functions reads. */
export type Second = string;

/** A calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string;

/** A time of day, `HH:mm`. */
export type TimeOfDay = string;

/** An IANA time zone name, such as `Europe/Berlin`. */
export type TimeZone = string;

/** From milliseconds since 1970, or an instant to the second. `instantIn` parses external times. */
export const instant = (of: number | Second): Instant => new Date(of).toISOString();

export const toSecond = (at: Instant): Second => `${at.slice(0, 19)}Z`;

/** Sorts behind the instant and before all later ones: where a window ends that includes it. */
export const through = (at: Instant): Instant => `${at}~`;

export const plusSeconds = (at: Instant, seconds: number): Instant => instant(Date.parse(at) + seconds * 1000);
