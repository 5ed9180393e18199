import type { Figures, PlanRow } from '../account/medians.ts';
import type { CalendarDate } from '../kernel/instant.ts';

/** Figures of the accounts of a plan. Strongly consistent. */
export interface Plans {
  /** What the plan has of every account on it that was evaluated in the last five weeks; a page per MB. */
  rows(plan: string): Promise<PlanRow[]>;
  /** The medians stored for that day, if any. */
  medians(plan: string, day: CalendarDate): Promise<Figures | undefined>;
  /** Stores a day's medians unless there are some; returns the stored ones. */
  keepMedians(plan: string, day: CalendarDate, medians: Figures): Promise<Figures>;
}
