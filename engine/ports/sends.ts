import type { Instant } from '../kernel/instant.ts';
import type { SendFigures } from '../sending/brake.ts';

/** A process looks at a journey's figures at most this often, by its clock. */
export const lookEverySeconds = 30;

/** What journeys sent lately. */
export interface Sends {
  /** Figures of a journey, with peaks of 14 days; nothing where this process looked at them within the last 30 seconds. */
  look(journey: string, now: Instant): Promise<SendFigures | undefined>;
  /** Remembers the most of ten minutes of today, unless more is known. */
  keepPeak(journey: string, now: Instant, most: number): Promise<void>;
}
