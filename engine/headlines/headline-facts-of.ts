import type { Profile, SeatChange } from '../account/account.ts';
import type { Fraction } from '../account/health-inputs.ts';
import type { HealthRecord } from '../account/health-state.ts';
import { accountTimezone } from '../account/profile.ts';
import type { Usage } from '../account/usage.ts';
import { userDaysOf, weeksSince } from '../conditions/weeks.ts';
import { localDate } from '../definition/calendar.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { daysBetween, mondayOf, plusDays } from '../definition/dates.ts';
import { shippedRules } from '../definition/health-rules.ts';
import { explainScore } from '../health/explain-score.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import type { BeforeAfter, HeadlineFacts } from './headline-facts.ts';

/** The account's records. */
export interface KnownOfAccount {
  account: string;
  profile: Profile | undefined;
  /** Scores by then, in any order. */
  health: readonly HealthRecord[];
  /** The latest word on each user's seat, where it was read. */
  seats?: readonly SeatChange[] | undefined;
  /** Since `headlineUsageSince`, where it was read. */
  usage?: Usage;
}

/** Weeks between the numbers that are compared. */
const weeks = 4;

/** Settings of the business that headlines read. */
export type HeadlineCatalog = Pick<CatalogData, 'login' | 'goals'>;

/** How far back usage must be read. */
export const headlineUsageSince = (now: Instant): Instant => weeksSince(weeks + 1, now);

/** The facts of an account's headlines at an instant, against four weeks before. */
export const headlineFactsOf = (
  { account, profile, health, usage, seats }: KnownOfAccount,
  { login, goals = {} }: HeadlineCatalog,
  now: Instant,
): HeadlineFacts => {
  const timezone = accountTimezone(profile);
  const today = localDate(now, timezone);
  const word = (name: string) => profile?.attributes[name]?.value;
  const [name, arr] = [word('name'), word('arr')];
  const context = usage && { now, usage, tasks: [], ...(profile && { profile }) };
  const bought = word('seats');
  const inWeek = (weeksAgo: number) =>
    context && login !== undefined ? userDaysOf(login, weeksAgo, context) : undefined;
  return {
    account,
    name: typeof name === 'string' ? name : account,
    ...(typeof arr === 'number' && { arr }),
    since: plusDays(mondayOf(today), -7 * weeks),
    ...compared('signIns', inWeek(weeks + 1), inWeek(1)),
    ...healthFacts(health, now),
    ...(word('cancelScheduled') === true && { cancelScheduled: true as const }),
    ...(seats &&
      typeof bought === 'number' && { seats: { used: seats.filter(({ assigned }) => assigned).length, bought } }),
    overdueGoals: Object.entries(goals).flatMap(([goal, { target, reached }]) => {
      const due = word(target);
      if (typeof due !== 'string' || word(reached) !== undefined) return [];
      const days = daysBetween(due.slice(0, 10), today);
      return days > 0 ? [{ goal, days }] : [];
    }),
  };
};

/** From the last score, and the last one of four weeks before it. A score that is too old tells nothing of today. */
const healthFacts = (records: readonly HealthRecord[], now: Instant): Partial<HeadlineFacts> => {
  const inOrder = records.filter(({ at }) => at <= now).sort((a, b) => (a.at < b.at ? -1 : 1));
  const after = inOrder.at(-1);
  if (after === undefined || after.at < plusSeconds(now, -2 * week)) return {};
  const { tickets, ticketsBefore } = after.inputs.support;
  const failingDays = Math.floor(after.inputs.financial.failingSeconds / 86_400);
  const own = {
    ...(ticketsBefore !== null && {
      tickets: {
        before: ticketsBefore,
        after: tickets,
        days: (after.rules ?? shippedRules).thresholds.support.ticketDays,
      },
    }),
    ...(failingDays > 0 && { failingDays }),
  };
  const before = inOrder.findLast(({ at }) => at <= plusSeconds(after.at, -weeks * week));
  if (before === undefined) return own;
  const moved = explainScore(after, before).moved.find(
    ({ points }) => Math.sign(points) === Math.sign((after.score ?? 0) - (before.score ?? 0)),
  )?.component;
  return {
    ...own,
    ...(before.score !== null &&
      after.score !== null && {
        health: { before: before.score, after: after.score, ...(moved !== undefined && { moved }) },
      }),
    ...compared('dailyUse', percentOf(before.inputs.usage.active), percentOf(after.inputs.usage.active)),
    ...compared('nps', before.inputs.relationship.nps, after.inputs.relationship.nps),
    ...(after.inputs.relationship.championLeft &&
      !before.inputs.relationship.championLeft && { championLeft: true as const }),
  };
};

const week = 7 * 86_400;

const compared = <Name extends string>(
  name: Name,
  before: number | null | undefined,
  after: number | null | undefined,
): { [Each in Name]?: BeforeAfter } =>
  typeof before === 'number' && typeof after === 'number'
    ? ({ [name]: { before, after } } as { [Each in Name]?: BeforeAfter })
    : {};

/** Whole percent. */
const percentOf = (share: Fraction | null): number | null =>
  share === null || share.whole <= 0 ? null : Math.round((100 * share.part) / share.whole);
