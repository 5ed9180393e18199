import type { Instant } from './instant.ts';

/** Older signatures may be replays; newer ones come from a wrong clock. */
const toleranceSeconds = 300;

/**
 * Whether a request was signed just now by any of the clocks: the gateway's, and ours, which `daymark dev` moves while
 * senders sign by real time.
 * @param seconds the header's text: seconds since 1970
 */
export const isRecent = (seconds: string | undefined, clocks: readonly Instant[]): boolean =>
  seconds !== undefined &&
  /^\d{1,12}$/.test(seconds) &&
  clocks.some(now => Math.abs(Date.parse(now) / 1_000 - Number(seconds)) <= toleranceSeconds);
