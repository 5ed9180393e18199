import type { Figures } from '../account/medians.ts';
import type { CalendarDate } from '../kernel/instant.ts';

/** Figures of the accounts of a plan. Strongly consistent. */
export interface Plans {
  /** Of every account of the plan that was evaluated in the last five weeks, in no order that matters; a page per MB. */
  figures(plan: string): Promise<Figures[]>;
  /** The medians kept for that day, if there are any. */
  medians(plan: string, day: CalendarDate): Promise<Figures | undefined>;
  /** The first medians of a day hold; returns them. */
  keepMedians(plan: string, day: CalendarDate, medians: Figures): Promise<Figures>;
}
