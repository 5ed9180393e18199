import type { Fraction } from '../account/health-inputs.ts';
import type { Usage } from '../account/usage.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import { isWorkday, localDate, startOfDay } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { HealthModel } from '../definition/health-model.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';
import { memoize, memoizeByObject } from '../kernel/memoize.ts';

/** Active users per working day, summed over the working days among the last `days` complete ones, as a share of seats times those days. `passive`: events that happen to a user. */
export const activeShare = (
  usage: Usage,
  seats: unknown,
  { workdays }: Pick<HealthModel, 'workdays'>,
  days: number,
  passive: readonly string[],
  timezone: TimeZone,
  now: Instant,
): Fraction | null => {
  if (typeof seats !== 'number' || seats <= 0) return null;
  const spans = workingDays(workdays)(localDate(now, timezone), days, timezone);
  if (spans.length === 0) return null;
  const work = usage.where(
    `work, not ${passive.join()}`,
    ({ user, event }) => user !== '' && !isOurs.test(event) && !passive.includes(event),
  );
  const active = spans.map(({ from, to }) => work.tally(from, to, 'users', countUsers));
  return { part: active.reduce((sum, each) => sum + each, 0), whole: seats * spans.length };
};

const countUsers = (marks: readonly UsageMark[]): number => new Set(marks.map(({ user }) => user)).size;

/** Reading our mail or working on our tasks is not activity in the product. */
const isOurs = /^(mail|task|signal|daymark)\./;

interface Span {
  from: Instant;
  to: Instant;
}

/** Accounts are evaluated on the same mornings, and the calendar library takes long for sixty days of each. */
const workingDays = memoizeByObject((workdays: HealthModel['workdays']) =>
  memoize(
    (today: string, days: number, timezone: TimeZone): readonly Span[] => spansBefore(today, days, timezone, workdays),
    1_000,
  ),
);

const spansBefore = (today: string, days: number, timezone: TimeZone, workdays: HealthModel['workdays']): Span[] =>
  Array.from({ length: days }, (_, index) => plusDays(today, index - days))
    .filter(date => isWorkday(date, workdays))
    .map(date => ({ from: startOfDay(date, timezone), to: startOfDay(plusDays(date, 1), timezone) }));
