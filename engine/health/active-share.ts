import type { UsageMark } from '../account/account.ts';
import type { Fraction } from '../account/health-inputs.ts';
import { isWorkday, localDate, plusDays, startOfDay } from '../definition/calendar.ts';
import type { HealthModel } from '../definition/health-model.ts';
import type { Instant, TimeZone } from '../kernel/instant.ts';

/** Complete days before today that usage is averaged over. */
const days = 30;

/** Active users per working day, summed over the working days of the last 30 days, as a share of seats times those days. `passive`: events that happen to a user. */
export const activeShare = (
  usage: readonly UsageMark[],
  seats: unknown,
  { workdays }: Pick<HealthModel, 'workdays'>,
  passive: readonly string[],
  timezone: TimeZone,
  now: Instant,
): Fraction | null => {
  if (typeof seats !== 'number' || seats <= 0) return null;
  const spans = workingDays(localDate(now, timezone), timezone, workdays);
  if (spans.length === 0) return null;
  const active = spans.map(() => new Set<string>());
  let index = 0;
  for (const { at, user, event } of usage) {
    while (index < spans.length && at >= (spans[index]?.to ?? '')) index++;
    if (index === spans.length) break;
    const isWork = user !== '' && !isOurs.test(event) && !passive.includes(event);
    if (isWork && at >= (spans[index]?.from ?? '')) active[index]?.add(user);
  }
  return { part: active.reduce((sum, { size }) => sum + size, 0), whole: seats * spans.length };
};

/** Reading our mail or working on our tasks is not activity in the product. */
const isOurs = /^(mail|task|signal|daymark)\./;

interface Span {
  from: Instant;
  to: Instant;
}

const workingDays = (today: string, timezone: TimeZone, workdays: HealthModel['workdays']): Span[] => {
  const byDay = known.get(workdays) ?? new Map<string, Span[]>();
  known.set(workdays, byDay);
  const key = `${today} ${timezone}`;
  const spans = byDay.get(key) ?? spansBefore(today, timezone, workdays);
  if (byDay.size < 1_000) byDay.set(key, spans);
  return spans;
};

/** Accounts are evaluated on the same mornings, and the calendar library takes long for sixty days of each. */
const known = new WeakMap<HealthModel['workdays'], Map<string, Span[]>>();

const spansBefore = (today: string, timezone: TimeZone, workdays: HealthModel['workdays']): Span[] =>
  Array.from({ length: days }, (_, index) => plusDays(today, index - days))
    .filter(date => isWorkday(date, workdays))
    .map(date => ({ from: startOfDay(date, timezone), to: startOfDay(plusDays(date, 1), timezone) }));
