import { countsBack } from '../definition/anchor.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import { shareOfLength } from '../definition/share-of-length.ts';
import type { Wake } from '../definition/step-call.ts';
import type { Duration } from '../kernel/duration.ts';
import { hoursOf, longestBusinessDays } from './business-span.ts';
import type { Moment } from './moment.ts';

/** The days on which a wake-up may be due, in order; empty if the date it counts back from is missing. */
export const dueDays = (wake: Wake, moment: Moment, calendar: BusinessCalendar): number[] =>
  (byKind[wake.kind] as Due<Wake['kind']>)(wake, moment, calendar);

type Due<Kind extends Wake['kind']> = (
  wake: Extract<Wake, { kind: Kind }>,
  moment: Moment,
  calendar: BusinessCalendar,
) => number[];

const byKind: { [Kind in Wake['kind']]: Due<Kind> } = {
  day: ({ day, plus }, { lateBy }, calendar) => later(day - lateBy, plus, calendar),
  after: ({ duration, since, atMost }, moment, calendar) => {
    const from = (since === undefined ? undefined : moment.notes[since]) ?? moment.day;
    const days = later(from, [duration], calendar);
    const latest = atMost && dueDays(atMost, moment, calendar)[0];
    return latest === undefined ? days : [...new Set(days.map(day => Math.min(day, latest)))];
  },
  before: ({ attribute, days, plus }, { dates }, calendar) => {
    const date = dates[attribute];
    return date === undefined ? [] : later(date - days, plus, calendar);
  },
  share: ({ points, plus }, { lateBy }, calendar) => [
    ...new Set(points.flatMap(({ length }) => later(shareOfLength({ points }, length) - lateBy, plus, calendar))),
  ],
};

/** The account attribute that the wake-up depends on, if any; fields of the enrolling event don't change. */
export const movesWith = (wake: Wake): string | undefined =>
  countsBack(wake) && !wake.attribute.startsWith('trigger.') ? wake.attribute : undefined;

const later = (from: number, plus: readonly Duration[] | undefined, calendar: BusinessCalendar): number[] => {
  const lengths = (plus ?? []).map(({ unit, amount }) => spans[unit](amount, calendar));
  const first = lengths.reduce((day, [least]) => day + least, from);
  const last = lengths.reduce((day, [, most]) => day + most, from);
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
};

/** The minimum and maximum number of dates that a duration takes: hours may pass midnight. */
const spans: Readonly<Record<Duration['unit'], (amount: number, calendar: BusinessCalendar) => [number, number]>> = {
  minutes: amount => [Math.floor(amount / 1_440), Math.ceil(amount / 1_440)],
  hours: amount => [Math.floor(amount / 24), Math.ceil(amount / 24)],
  days: amount => [amount, amount],
  weeks: amount => [7 * amount, 7 * amount],
  months: amount => [Math.max(0, Math.floor(30.4 * amount) - 2), Math.ceil(30.5 * amount) + 1],
  businessDays: (amount, calendar) => [amount, longestBusinessDays(amount, calendar)],
  businessHours: (amount, calendar) => [0, longestBusinessDays(Math.ceil(amount / hoursOf(calendar)), calendar)],
};
