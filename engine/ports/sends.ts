import type { Instant } from '../kernel/instant.ts';
import type { SendFigures } from '../sending/brake.ts';

/** A process looks at a journey's figures at most this often, by its clock, unless it says otherwise. */
const lookEverySeconds = 30;

/** Whether a journey's figures are to be looked at, which is then noted. A clock that was set back makes them due, too. */
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
  /** Figures of a journey, with peaks of 14 days; nothing where this process looked at them within the last 30 seconds. */
  look(journey: string, now: Instant): Promise<SendFigures | undefined>;
  /** Remembers the most of ten minutes of today, unless more is known. */
  keepPeak(journey: string, now: Instant, most: number): Promise<void>;
}
