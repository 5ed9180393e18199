import type { Instant } from '../kernel/instant.ts';
import type { SendFigures } from '../sending/brake.ts';

/** Default interval, by a process's clock, between two reads of a journey's figures. */
const lookEverySeconds = 30;

/**
 * Returns whether a journey's figures are due to be read, and records the read. They are also due after the clock was
 * set back.
 */
export const newLooks = (everySeconds = lookEverySeconds): ((journey: string, now: Instant) => boolean) => {
  const looked = new Map<string, number>();
  return (journey, now) => {
    const at = Date.parse(now);
    const last = looked.get(journey);
    const isDue = last === undefined || at < last || at >= last + everySeconds * 1000;
    if (isDue) looked.set(journey, at);
    return isDue;
  };
};

/** Recent sends of journeys. */
export interface Sends {
  /**
   * A journey's figures, with peaks of 14 days; `undefined` if this process has read them within the last 30 seconds.
   */
  look(journey: string, now: Instant): Promise<SendFigures | undefined>;
  /** Stores today's peak of sends in ten minutes, unless a higher one is stored. */
  keepPeak(journey: string, now: Instant, most: number): Promise<void>;
}
