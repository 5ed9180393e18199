import type { CatalogData } from '../definition/catalog.ts';
import type { Condition, Value } from '../definition/condition.ts';
import type { Duration } from '../kernel/duration.ts';
import { AuthoringError, mustBeKnown, mustBeWhole } from './authoring-error.ts';
import { plainData } from './plain-data.ts';
import { basisPoints, type Share, shareOf } from './share.ts';
import { wholeDays } from './whole-days.ts';

/** User-days of signing in, per complete ISO week of the account's zone. */
export interface Logins {
  /** Each of the last weeks had at least `by` less than the week before; the first of them must have had `from` before it, 5 unless said otherwise. */
  consecutiveDrops(options: { weeks: number; by: number; from?: number }): Condition;
  /** Each of the last weeks had at most `share` of the mean of the `baselineWeeks` before them, which must be `atLeast`. */
  sustainedBelowBaseline(options: { weeks: number; share: number; baselineWeeks: number; atLeast: number }): Condition;
  /** Those of a complete week, for evidence and templates: 1 is the last one. */
  weekBack(weeks: number): Value;
}

/** A goal that the catalog names: as the account's success plan has it, or as attributes of the account say. */
export interface Goal {
  /** Its event has happened, or its attribute was said. */
  reached(): Condition;
  /** Its day has passed without it. */
  overdue(): Condition;
  /** Its day, for `before(goal('launch').dueAt, ...)` and for templates. */
  dueAt: Value;
  /** Not reached yet, and due on one of that many calendar days from today. */
  dueWithin(duration: Duration): Condition;
}

/** The account's success plan. Nothing holds of an account without one. */
export interface Plan {
  /** Some goal is behind: its day, or a milestone's, has passed, or its progress is less than a steady pace gives. */
  behind(): Condition;
  /** The plan has reached this goal. */
  reached(goal: string): Condition;
}

/** The words about what an account is, which the catalog must declare. */
export const accountWords = ({ seats, login, goals = {} }: CatalogData) => ({
  seats: (): Share => {
    const { assigned, revoked } = declared(seats, 'seats', "seats: { assigned: '...', revoked: '...' }");
    // An account may have more users than seats.
    return shareOf('seats()', 'the seats', share => ({ kind: 'seats', events: [assigned, revoked], ...share }), 10);
  },
  seatsUsed: plainData<Value>({ kind: 'seatsUsed' }),
  seatsTotal: plainData<Value>({ kind: 'seatsTotal' }),
  logins: (): Logins => loginsOf(declared(login, 'login', "login: 'Signed In'")),
  goal: (name: string): Goal => {
    mustBeKnown('goal', 'goal', name, Object.keys(goals));
    // biome-ignore lint/style/noNonNullAssertion: it is one of the keys
    const { reachedBy: event, target, reached } = goals[name]!;
    const is = (is: 'reached' | 'overdue' | 'dueWithin', days = 0): Condition =>
      plainData({ kind: 'goal', goal: name, is, days, target, reached, event });
    return Object.freeze({
      reached: () => is('reached'),
      overdue: () => is('overdue'),
      dueAt: plainData<Value>({ kind: 'accountAttribute', name: target }),
      dueWithin: (duration: Duration) => is('dueWithin', wholeDays(`goal('${name}').dueWithin`, duration)),
    });
  },
  plan: (): Plan => {
    const events = Object.values(goals).flatMap(({ reachedBy }) => reachedBy ?? []);
    return Object.freeze({
      behind: () => plainData<Condition>({ kind: 'successPlan', is: 'behind', events }),
      reached: (goal: string) => {
        mustBeKnown('plan().reached', 'goal', goal, Object.keys(goals));
        const by = goals[goal]?.reachedBy;
        return plainData<Condition>({ kind: 'successPlan', is: 'reached', goal, events: by === undefined ? [] : [by] });
      },
    });
  },
});

const loginsOf = (event: string): Logins =>
  Object.freeze({
    consecutiveDrops: ({ weeks, by, from = 5 }) => {
      mustBeWhole('logins().consecutiveDrops', 'weeks', weeks, 1);
      mustBeWhole('logins().consecutiveDrops', 'from', from, 1);
      const points = basisPoints('logins().consecutiveDrops: by', 'the week before', by);
      return plainData<Condition>({ kind: 'consecutiveDrops', event, weeks, basisPoints: points, least: from });
    },
    sustainedBelowBaseline: ({ weeks, share, baselineWeeks, atLeast }) => {
      mustBeWhole('logins().sustainedBelowBaseline', 'weeks', weeks, 1);
      mustBeWhole('logins().sustainedBelowBaseline', 'baselineWeeks', baselineWeeks, 1);
      mustBeWhole('logins().sustainedBelowBaseline', 'atLeast', atLeast, 1);
      const points = basisPoints('logins().sustainedBelowBaseline: share', 'the baseline', share);
      return plainData<Condition>({
        kind: 'sustainedBelowBaseline',
        event,
        weeks,
        baselineWeeks,
        basisPoints: points,
        least: atLeast,
      });
    },
    weekBack: weeks => {
      mustBeWhole('logins().weekBack', 'the number of weeks', weeks, 1);
      return plainData<Value>({ kind: 'weeklyUserDays', event, weeksAgo: weeks });
    },
  } satisfies Logins);

const declared = <Part>(part: Part | undefined, name: string, how: string): Part => {
  if (part !== undefined) return part;
  throw new AuthoringError(`${name}(): the catalog does not say which events these are. Add ${how} to defineCatalog.`);
};
