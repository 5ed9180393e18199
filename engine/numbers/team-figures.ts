import type { Pools } from '../definition/pool.ts';
import { csmOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts, TaskFacts } from './account-facts.ts';
import { type Month, monthEnd, monthOf } from './month.ts';

/** Outcomes of tasks by owner, by the rule that opened them, or by playbook. */
export interface TaskFigures {
  /** Id of the CSM or of the playbook, or `journey/step` of the rule. */
  name: string;
  /** Opened in the month. */
  opened: number;
  /** Of those, the ones whose service level was never missed. */
  inTime: number;
  /** Of those, the number per outcome. */
  outcomes: Readonly<Record<string, number>>;
  /** Resolved automatically, because their reason no longer held. */
  byItself: number;
  /** Percent of the tasks resolved by a person that were not false positives. */
  precision: number | null;
  /** Total minutes of the tasks with a reported duration; `timed`: the number of those tasks. */
  minutes: number;
  timed: number;
  /** Open at the end of the month, whenever they were opened. */
  open: number;
  /** The CSM's capacity, if the team or its pools define one. */
  capacity?: number;
}

/** A task that counts in a month, with the figures it counts in. */
export interface CountedTask {
  account: string;
  /** Id of the CSM it counts for. */
  csm: string;
  /** `journey/step` */
  rule: string;
  /** Absent if it has none. */
  playbook?: string;
  openedAt: Instant;
  isOpened: boolean;
  inTime: boolean;
  byItself: boolean;
  /** The recorded outcome of a task that was opened in the month. */
  outcome?: string;
  minutes?: number;
  isOpen: boolean;
}

export const teamFigures = (
  accounts: readonly AccountFacts[],
  month: Month,
  team: Team,
  pools: Pools,
): Record<'csms' | 'rules' | 'playbooks', TaskFigures[]> => {
  const tasks = countedTasks(accounts, month);
  return {
    csms: figuresBy(tasks, ({ csm }) => csm).map(figures => ({ ...figures, ...capacityOf(figures.name, team, pools) })),
    rules: figuresBy(tasks, ({ rule }) => rule),
    playbooks: figuresBy(tasks, ({ playbook }) => playbook),
  };
};

/** The tasks behind the figures of a month, in order of opening. */
export const countedTasks = (accounts: readonly AccountFacts[], month: Month): CountedTask[] =>
  accounts
    .flatMap(({ account, tasks }) => tasks.map(task => countedTask(account, task, month)))
    .filter(({ isOpened, isOpen }) => isOpened || isOpen)
    .sort((a, b) => text(a.openedAt, b.openedAt) || text(a.account, b.account) || text(a.rule, b.rule));

const countedTask = (account: string, task: TaskFacts, month: Month): CountedTask => {
  const { journey, reason, owner, formerOwner, openedAt, breachedAt, status, playbook, outcome } = task;
  const end = monthEnd(month);
  const isOpened = monthOf(openedAt) === month;
  return {
    ...{ account, csm: formerOwner ?? owner, rule: `${journey}/${reason}`, openedAt, isOpened },
    ...(playbook !== undefined && { playbook }),
    inTime: isOpened && breachedAt === undefined,
    byItself: isOpened && status === 'resolved' && outcome === undefined,
    ...(isOpened && outcome && { outcome: outcome.code }),
    ...(isOpened && outcome?.minutes !== undefined && { minutes: outcome.minutes }),
    isOpen: openedAt < end && isOpenAt(task, end),
  };
};

const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The CSM's own capacity, else the largest default of their pools. */
export const capacityOf = (csm: string, team: Team, pools: Pools): Pick<TaskFigures, 'capacity'> => {
  const own = csmOf(csm, team)?.capacity;
  const shared = pools.filter(({ members }) => members.includes(csm)).map(({ capacity }) => capacity);
  if (own === undefined && shared.length === 0) return {};
  return { capacity: own ?? Math.max(...shared) };
};

/** Tasks without a name are left out. */
const figuresBy = (tasks: readonly CountedTask[], nameOf: (task: CountedTask) => string | undefined): TaskFigures[] =>
  [...Map.groupBy(tasks, nameOf)]
    .flatMap(([name, own]) => (name === undefined ? [] : [taskFigures(name, own)]))
    .sort((a, b) => b.opened - a.opened || text(a.name, b.name));

const taskFigures = (name: string, tasks: readonly CountedTask[]): TaskFigures => {
  const times = tasks.flatMap(({ minutes }) => minutes ?? []);
  const codes = tasks.flatMap(({ outcome }) => outcome ?? []);
  const right = codes.filter(code => code !== 'false_positive').length;
  return {
    name,
    opened: tasks.filter(({ isOpened }) => isOpened).length,
    inTime: tasks.filter(({ inTime }) => inTime).length,
    outcomes: Object.fromEntries(
      [...Map.groupBy(codes, code => code)].sort(([a], [b]) => text(a, b)).map(([code, of]) => [code, of.length]),
    ),
    byItself: tasks.filter(({ byItself }) => byItself).length,
    precision: codes.length === 0 ? null : (100 * right) / codes.length,
    minutes: times.reduce((sum, each) => sum + each, 0),
    timed: times.length,
    open: tasks.filter(({ isOpen }) => isOpen).length,
  };
};

/** Automatically resolved tasks have no time of resolution; they count as resolved. */
const isOpenAt = ({ status, outcome }: TaskFacts, at: Instant): boolean =>
  status !== 'resolved' || (outcome !== undefined && outcome.at >= at);
