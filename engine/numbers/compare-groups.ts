import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts, ComparedFacts } from './account-facts.ts';
import { type Foresight, foresightOf } from './foresight.ts';
import { liftInterval, type Reached } from './lift-interval.ts';
import { ratioLevel, sampleRatio } from './sample-ratio.ts';

/** Randomly drawn groups of accounts to compare. */
export interface ComparedGroups {
  journey: string;
  /** The journey's holdout, the policy's, or an experiment. */
  by: 'journey' | 'policy' | 'experiment';
  /** The step of an experiment. */
  step?: string;
  /** The first is the control group. `weight` is above zero. */
  groups: readonly { name: string; weight: number }[];
  /** The group of an enrollment; enrollments without one are left out. */
  groupOf(enrollment: ComparedFacts): string | undefined;
}

/** Comparison of groups of accounts, as of a moment. An account counts once, with its first enrollment. */
export interface GroupComparison extends Pick<ComparedGroups, 'journey' | 'by' | 'step'> {
  groups: readonly GroupSeen[];
  /** Probability of such different group sizes by chance; `null` if there are too few accounts. */
  ratio: number | null;
  /** True if `ratio` is below `ratioLevel`: something other than chance decided who is in which group. */
  hidden: boolean;
  /** Lift of each group over the first; empty while results are hidden, or if there is nothing to compare. */
  lifts: readonly Lift[];
  foresight?: Foresight;
}

export interface GroupSeen {
  name: string;
  /** Intended percent of accounts. */
  share: number;
  /** Number of accounts drawn into it; `drawn`: their ids. */
  accounts: number;
  drawn: readonly string[];
  /** Ids of those that count so far, and of those that reached the goal; `null` while results are hidden. */
  counted: readonly string[] | null;
  reached: readonly string[] | null;
}

export interface Lift {
  group: string;
  against: string;
  /** In percentage points. */
  points: number;
  /** All intervals of a comparison hold simultaneously, at every look, with 95 % confidence. */
  interval: readonly [low: number, high: number];
  /** In percent of the control group's rate; `null` if that is zero. */
  relative: number | null;
}

/** @param asOf later enrollments and results don't count yet */
export const compareGroups = (
  compared: ComparedGroups,
  accounts: readonly AccountFacts[],
  asOf: Instant,
): GroupComparison => {
  const { journey, by, step, groups, groupOf } = compared;
  const members = accounts.flatMap(({ account, compared: own = [] }) => {
    const first = own.find(each => each.journey === journey && each.startedAt <= asOf && groupOf(each) !== undefined);
    return first ? [{ account, group: groupOf(first), ...outcomeOf(first, asOf) }] : [];
  });
  const begunBefore = Date.parse(asOf) - Math.max(0, ...members.map(({ took }) => took ?? 0));
  const whole = groups.reduce((sum, { weight }) => sum + weight, 0);
  const seen = groups.map(({ name, weight }) => {
    const own = members.filter(({ group }) => group === name);
    const counted = own.filter(({ took, begun }) => took !== undefined && begun <= begunBefore);
    return {
      name,
      weight,
      accounts: own.length,
      drawn: namesOf(own),
      counted,
      reached: counted.filter(({ reached }) => reached),
    };
  });
  const ratio = sampleRatio(seen.map(({ accounts: size, weight }) => ({ size, weight })));
  const hidden = ratio !== null && ratio < ratioLevel;
  const lifts = hidden
    ? []
    : liftsOf(seen.map(({ name, counted, reached }) => ({ name, reached: reached.length, of: counted.length })));
  const foresight = hidden
    ? undefined
    : foresightOf(
        seen,
        members.map(({ begun }) => begun),
      );
  return {
    journey,
    by,
    ...(step !== undefined && { step }),
    groups: seen.map(({ name, weight, accounts: size, drawn, counted, reached }) => ({
      name,
      share: (100 * weight) / whole,
      accounts: size,
      drawn,
      counted: hidden ? null : namesOf(counted),
      reached: hidden ? null : namesOf(reached),
    })),
    ratio,
    hidden,
    lifts,
    ...(foresight && { foresight }),
  };
};

/**
 * Early endings over-represent accounts that leave. So an account only counts once it began at least as long ago as the
 * slowest one took, when those that began with it have ended as well.
 */
const outcomeOf = ({ startedAt, endedAt, reached = false }: ComparedFacts, asOf: Instant) => {
  const begun = Date.parse(startedAt);
  const isOver = endedAt !== undefined && endedAt <= asOf;
  return { begun, reached: isOver && reached, ...(isOver && { took: Date.parse(endedAt) - begun }) };
};

const namesOf = (members: readonly { account: string }[]): string[] => members.map(({ account }) => account).sort();

const liftsOf = ([against, ...others]: readonly (Reached & { name: string })[]): Lift[] =>
  against === undefined ? [] : others.flatMap(group => liftOf(group, against, falseAlarms / others.length) ?? []);

const liftOf = (group: Reached & { name: string }, against: Reached & { name: string }, error: number) => {
  const interval = liftInterval(group, against, error);
  if (interval === null) return undefined;
  const [share, base] = [group.reached / group.of, against.reached / against.of];
  const [low, high] = interval;
  return {
    group: group.name,
    against: against.name,
    points: 100 * (share - base),
    interval: [100 * low, 100 * high] as const,
    relative: base === 0 ? null : (100 * (share - base)) / base,
  };
};

/** Error probability for all lifts of a comparison together. */
const falseAlarms = 0.05;
