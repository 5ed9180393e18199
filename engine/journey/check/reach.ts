import type { Anchor } from '../../definition/anchor.ts';
import { countsBack, isDelay, isNumberedDay, isShare } from '../../definition/anchor.ts';
import { enrollingDate } from '../../definition/enrolled-by.ts';
import { daysOf } from './days-of.ts';
import type { Subject } from './subject.ts';

/** Where a path stands, in days since the enrollment, and the step that brought it there. */
export interface DayReach {
  earliest: number;
  latest: number;
  /** The step that the earliest day comes from. */
  by?: string;
  /** For each date attribute the fewest days before it that have been reached. */
  before: Readonly<Record<string, { days: number; step: string }>>;
}

/** The day since the enrollment that an anchor falls on; nothing where only the run will tell. */
export const anchorDay = (at: Anchor, { journey: { enroll } }: Subject): number | undefined => {
  if (isNumberedDay(at)) return at.day;
  const date = enrollingDate(enroll);
  if (countsBack(at) && date?.attribute === at.attribute) return date.days - at.days;
  return undefined;
};

export const anchored = (at: Anchor, step: string, reach: DayReach, subject: Subject): DayReach => {
  if (isDelay(at)) {
    const { least, most } = daysOf(at.duration, subject.journey.policy.businessCalendar);
    return advance(reach, least, most, step);
  }
  const day = anchorDay(at, subject) ?? (isShare(at) ? Math.min(...at.points.map(point => point.day)) : 0);
  const before = countsBack(at) ? { ...reach.before, [at.attribute]: { days: at.days, step } } : reach.before;
  const isLater = day > reach.earliest;
  return {
    earliest: isLater ? day : reach.earliest,
    latest: Math.max(reach.latest, day),
    by: isLater ? step : reach.by,
    before,
  };
};

export const advance = (reach: DayReach, least: number, most: number, by: string): DayReach => ({
  ...reach,
  earliest: reach.earliest + least,
  latest: reach.latest + most,
  by: least > 0 ? by : reach.by,
});

/** Where paths join, only what holds for each of them is certain. */
export const merged = (ends: readonly DayReach[]): DayReach | undefined => {
  const [first, ...others] = ends;
  return (
    first &&
    others.reduce((one, other) => {
      const soonest = other.earliest < one.earliest ? other : one;
      const common = Object.entries(one.before).flatMap(([attribute, passed]) => {
        const also = other.before[attribute];
        return also ? [[attribute, also.days > passed.days ? also : passed] as const] : [];
      });
      return {
        earliest: soonest.earliest,
        by: soonest.by,
        latest: Math.max(one.latest, other.latest),
        before: Object.fromEntries(common),
      };
    }, first)
  );
};
