import type { CountedEnrollment } from '../counts/counted.ts';
import type { JourneyRoute } from '../counts/route.ts';
import type { SumsOfDay } from '../counts/sums-by-day.ts';
import type { CalendarDate } from '../kernel/instant.ts';

/** UTC days on which enrollments began, the last one included. */
export interface EnrolledDays {
  from?: CalendarDate | undefined;
  to?: CalendarDate | undefined;
}

/** How many accounts are where in a journey, and which. Where sums are kept, they follow what is stored by some seconds. */
export interface JourneyCounts {
  /** Of each version and day that has any, in order of day, then of version. */
  sums(journey: string, range?: EnrolledDays): Promise<SumsOfDay[]>;
  /** A page of the enrollments that the sums are made of, less than 2,000, in an order of its own. `after`: `next` of the page before. */
  counted(
    journey: string,
    page?: EnrolledDays & { after?: string | undefined },
  ): Promise<{ found: CountedEnrollment[]; next?: string }>;
  /** Steps of the versions of a journey that enrollments were counted in, in no order. */
  routes(journey: string): Promise<JourneyRoute[]>;
}
