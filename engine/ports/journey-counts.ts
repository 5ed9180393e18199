import type { CountedEnrollment } from '../counts/counted.ts';
import type { JourneyRoute } from '../counts/route.ts';
import type { SumsOfDay } from '../counts/sums-by-day.ts';
import type { CalendarDate } from '../kernel/instant.ts';

/** UTC days on which enrollments began, the last one included. */
export interface EnrolledDays {
  from?: CalendarDate | undefined;
  to?: CalendarDate | undefined;
}

/** Counts of a journey's enrollments by step, and the counted enrollments. Stored sums lag behind by some seconds. */
export interface JourneyCounts {
  /** Sums of each version and day with enrollments, ordered by day, then version. */
  sums(journey: string, range?: EnrolledDays): Promise<SumsOfDay[]>;
  /**
   * A page of fewer than 2,000 of the enrollments behind the sums, in a stable order. `after`: `next` of the previous
   * page.
   */
  counted(
    journey: string,
    page?: EnrolledDays & { after?: string | undefined },
  ): Promise<{ found: CountedEnrollment[]; next?: string }>;
  /** Steps of the journey's versions with counted enrollments, in no particular order. */
  routes(journey: string): Promise<JourneyRoute[]>;
}
