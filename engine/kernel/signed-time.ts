import type { Instant } from './instant.ts';

/** Older signatures may be replays, newer ones come from a clock that is wrong. */
const toleranceSeconds = 300;

/**
 * Whether a request was signed just now, by one of the clocks: that of the gateway that took it, and ours, which is moved in
 * `daymark dev` while others go on to sign by the real time.
 * @param seconds since 1970, as the header has it
 */
export const isRecent = (seconds: string | undefined, clocks: readonly Instant[]): boolean =>
  seconds !== undefined &&
  /^\d{1,12}$/.test(seconds) &&
  clocks.some(now => Math.abs(Date.parse(now) / 1_000 - Number(seconds)) <= toleranceSeconds);
