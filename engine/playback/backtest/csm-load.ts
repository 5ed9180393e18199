import type { Pools } from '../../definition/pool.ts';
import { usualCapacity } from '../../definition/pool.ts';
import type { Team } from '../../definition/team.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { capacityOf } from '../../numbers/team-figures.ts';
import type { BacktestRow } from './backtest-schema.ts';
import type { OpenedTask } from './tested-rule.ts';

export interface CsmLoadInput {
  team: Team;
  pools: Pools;
  /** CSMs that tasks are shared among, including those who got none. */
  csms: readonly string[];
  weeks: number;
  /** End of the period in which tasks of the kept play count. */
  until: Instant;
  /** Journeys whose tasks the tested rule opens. */
  journeys: readonly string[];
  /** Facts of the last play, if it had the same events. */
  kept?: readonly AccountFacts[];
}

/** The workload of a rule's tasks for the CSMs who get them. */
export type CsmLoad = (tasks: readonly OpenedTask[]) => BacktestRow['tasks'];

/**
 * Tasks per week and CSM. The number open at once is the arrival rate times the mean time open (Little's law). Tasks
 * that another value would have opened were never worked on, so the times of the kept play stand in for theirs.
 */
export const csmLoadOf = ({ team, pools, csms, weeks, until, journeys, kept }: CsmLoadInput): CsmLoad => {
  const all = kept?.flatMap(({ tasks }) => tasks.filter(({ openedAt }) => openedAt <= until));
  const others = all?.filter(({ journey }) => !journeys.includes(journey));
  const daysOpen = mean(
    (all ?? []).flatMap(({ openedAt, outcome }) =>
      outcome === undefined ? [] : [(Date.parse(outcome.at) - Date.parse(openedAt)) / 86_400_000],
    ),
  );
  const loadOf = (csm: string, own: readonly OpenedTask[]): NonNullable<BacktestRow['tasks']['busiest']> => {
    const perWeek = own.filter(({ owner }) => owner === csm).length / weeks;
    const perWeekOfOthers =
      others === undefined
        ? null
        : others.filter(({ owner, formerOwner }) => (formerOwner ?? owner) === csm).length / weeks;
    const openAtOnce =
      daysOpen === null || perWeekOfOthers === null ? null : ((perWeek + perWeekOfOthers) * daysOpen) / 7;
    return {
      csm,
      perWeek,
      perWeekOfOthers,
      openAtOnce,
      capacity: capacityOf(csm, team, pools).capacity ?? usualCapacity,
    };
  };
  return tasks => {
    const loads = csms.map(csm => loadOf(csm, tasks)).sort((a, b) => pressure(b) - pressure(a));
    return {
      opened: tasks.length,
      perCsmWeek: csms.length === 0 ? 0 : tasks.length / weeks / csms.length,
      busiest: loads[0] ?? null,
    };
  };
};

const pressure = ({ openAtOnce, perWeek, capacity }: NonNullable<BacktestRow['tasks']['busiest']>): number =>
  (openAtOnce ?? perWeek) / capacity;

const mean = (numbers: readonly number[]): number | null =>
  numbers.length === 0 ? null : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
