import type { Enrollment } from '../account/enrollment.ts';
import { type CountedEnrollment, countedOf } from '../counts/counted.ts';
import { routeOf } from '../counts/route.ts';
import { sumsByDay } from '../counts/sums-by-day.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { EnrolledDays, JourneyCounts } from '../ports/journey-counts.ts';
import { allRows } from './rows.ts';
import type { AccountRows, Store } from './store.ts';

/** Counts the stored enrollments on each read. */
export const memoryJourneyCounts = (store: Store): JourneyCounts => ({
  sums: async (journey, range) => sumsByDay(countedIn(store, journey, range)),

  counted: async (journey, { after, ...range } = {}) => {
    const from = Number(after ?? 0);
    const all = countedIn(store, journey, range);
    const to = from + perPage;
    return { found: all.slice(from, to), ...(to < all.length && { next: String(to) }) };
  },

  routes: async journey => [...store.routes.values()].filter(route => route.journey === journey),
});

const perPage = 1_000;

const countedIn = (store: Store, journey: string, { from = '', to = '~' }: EnrolledDays = {}): CountedEnrollment[] =>
  [...store.accounts.values()]
    .flatMap(enrollmentsOf)
    .filter(each => each.journey === journey)
    .map(each => countedOf(each, store.routes.get(routeName(each))))
    .filter(({ day }) => day >= from && day <= to);

const enrollmentsOf = ({ enrollments, retired }: AccountRows): Enrollment[] => [
  ...allRows(enrollments),
  ...allRows(retired),
];

const routeName = ({ journey, version }: { journey: string; version: string }): string => `${journey} ${version}`;

/** Stores the steps of each journey's version, because enrollments may outlive the project that started them. */
export const learnRoutes = ({ routes }: Store, journeys: readonly JourneyDefinition[]): void => {
  for (const journey of journeys) {
    const route = routeOf(journey);
    routes.set(routeName(route), route);
  }
};
