import { type Pools, usualCapacity } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { capacityOf } from './team-figures.ts';

export const weeksAhead = 4;
const secondsOfWeek = 7 * 86_400;

export const endOfForecast = (at: Instant): Instant => plusSeconds(at, weeksAhead * secondsOfWeek);

/** The four weeks that start at an instant. */
export const weeksFrom = (at: Instant): { from: Instant; to: Instant }[] =>
  Array.from({ length: weeksAhead }, (_, week) => ({
    from: plusSeconds(at, week * secondsOfWeek),
    to: plusSeconds(at, (week + 1) * secondsOfWeek),
  }));

/** Counts per week, for four weeks. */
export const byWeek = (coming: readonly { at: Instant }[], from: Instant): number[] =>
  weeksFrom(from).map(week => coming.filter(({ at }) => at > week.from && at <= week.to).length);

/** A CSM's open tasks, and the new tasks of each of the next four weeks, if none is closed. */
export interface LoadAhead {
  csm: string;
  open: number;
  tasks: number[];
  capacity: number;
  /** The first week in which open tasks exceed the capacity; 0: already now; `null`: none. */
  overInWeek: number | null;
}

export interface LoadAheadInput {
  at: Instant;
  /** Owners of open tasks. */
  open: readonly string[];
  coming: readonly { at: Instant; owner: string }[];
  /** CSMs who are listed even without tasks. */
  csms: readonly string[];
  team: Team;
  pools: Pools;
}

export const loadAhead = ({ at, open, coming, csms, team, pools }: LoadAheadInput): LoadAhead[] =>
  [...new Set([...csms, ...open, ...coming.map(({ owner }) => owner)])].sort().map(csm => {
    const own = open.filter(owner => owner === csm).length;
    const tasks = byWeek(
      coming.filter(({ owner }) => owner === csm),
      at,
    );
    const capacity = capacityOf(csm, team, pools).capacity ?? usualCapacity;
    const counts = [own, ...tasks];
    const over = counts.findIndex((_, week) => sumOf(counts.slice(0, week + 1)) > capacity);
    return { csm, open: own, tasks, capacity, overInWeek: over === -1 ? null : over };
  });

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, each) => sum + each, 0);
