import type { CountedEnrollment } from './counted.ts';
import { addSums, difference, type FlatSums, sumsOf } from './journey-sums.ts';

/** Sums of the enrollments that began on a day in a version of a journey. */
export interface SumsOfDay extends Pick<CountedEnrollment, 'journey' | 'version' | 'day'> {
  sums: FlatSums;
}

/** Sums of enrollments by journey, day and version. */
export const sumsByDay = (counted: readonly CountedEnrollment[]): SumsOfDay[] =>
  [...Map.groupBy(counted, placeOf)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, each]) => {
      const [first] = each;
      return first ? [{ ...dayOf(first), sums: addSums(...each.map(sumsOf)) }] : [];
    });

/** The differences to add to sums that include `before`, so that they include `after`; empty if nothing changed. */
export const changeOfSums = (before: readonly SumsOfDay[], after: readonly SumsOfDay[]): SumsOfDay[] => {
  const were = new Map(before.map(each => [placeOf(each), each]));
  const are = new Map(after.map(each => [placeOf(each), each]));
  return [...new Map([...were, ...are])].flatMap(([place, each]) => {
    const sums = difference(were.get(place)?.sums ?? {}, are.get(place)?.sums ?? {});
    return Object.keys(sums).length === 0 ? [] : [{ ...dayOf(each), sums }];
  });
};

const placeOf = ({ day, version, journey }: Omit<SumsOfDay, 'sums'>): string => `${day} ${version} ${journey}`;
const dayOf = ({ journey, version, day }: Omit<SumsOfDay, 'sums'>) => ({ journey, version, day });
