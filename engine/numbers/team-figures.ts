import type { Pools } from '../definition/pool.ts';
import { csmOf, type Team } from '../definition/team.ts';
import type { AccountFacts, TaskFacts } from './account-facts.ts';
import { type Month, monthEnd, monthOf } from './month.ts';

/** What came of tasks, by who had them or by the rule that opened them. */
export interface TaskFigures {
  /** Id of the CSM, or `journey/step` of the rule. */
  name: string;
  /** Opened in the month. */
  opened: number;
  /** Of those, whose service level was never missed. */
  inTime: number;
  /** Of those, by what came of them. */
  outcomes: Readonly<Record<string, number>>;
  /** Resolved by themselves, since their reason was over. */
  byItself: number;
  /** Of those that a person resolved, how many were no false positive; percent. */
  precision: number | null;
  /** How long those took of which that was said, and how many they are. */
  minutes: number;
  timed: number;
  /** Open at the end of the month, whenever they were opened. */
  open: number;
  /** How many a CSM can carry, where the team or its pools say. */
  capacity?: number;
}

export const teamFigures = (
  accounts: readonly AccountFacts[],
  month: Month,
  team: Team,
  pools: Pools,
): Record<'csms' | 'rules', TaskFigures[]> => {
  const tasks = accounts.flatMap(facts => facts.tasks);
  return {
    csms: figuresBy(tasks, month, ({ owner, formerOwner }) => formerOwner ?? owner).map(figures => ({
      ...figures,
      ...capacityOf(figures.name, team, pools),
    })),
    rules: figuresBy(tasks, month, ({ journey, reason }) => `${journey}/${reason}`),
  };
};

/** A CSM's own, else that of the largest pool. */
export const capacityOf = (csm: string, team: Team, pools: Pools): Pick<TaskFigures, 'capacity'> => {
  const own = csmOf(csm, team)?.capacity;
  const shared = pools.filter(({ members }) => members.includes(csm)).map(({ capacity }) => capacity);
  if (own === undefined && shared.length === 0) return {};
  return { capacity: own ?? Math.max(...shared) };
};

const figuresBy = (tasks: readonly TaskFacts[], month: Month, nameOf: (task: TaskFacts) => string): TaskFigures[] =>
  [...Map.groupBy(tasks, nameOf)]
    .map(([name, own]) => taskFigures(name, own, month))
    .filter(({ opened, open }) => opened + open > 0)
    .sort((a, b) => b.opened - a.opened || (a.name < b.name ? -1 : 1));

const taskFigures = (name: string, tasks: readonly TaskFacts[], month: Month): TaskFigures => {
  const end = monthEnd(month);
  const opened = tasks.filter(({ openedAt }) => monthOf(openedAt) === month);
  const times = opened.flatMap(({ outcome }) => outcome?.minutes ?? []);
  const codes = opened.flatMap(({ outcome }) => outcome?.code ?? []);
  const right = codes.filter(code => code !== 'false_positive').length;
  return {
    name,
    opened: opened.length,
    inTime: opened.filter(({ breachedAt }) => breachedAt === undefined).length,
    outcomes: Object.fromEntries(
      [...Map.groupBy(codes, code => code)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([code, of]) => [code, of.length]),
    ),
    byItself: opened.filter(({ status, outcome }) => status === 'resolved' && outcome === undefined).length,
    precision: codes.length === 0 ? null : (100 * right) / codes.length,
    minutes: times.reduce((sum, each) => sum + each, 0),
    timed: times.length,
    open: tasks.filter(task => task.openedAt < end && isOpenAt(task, end)).length,
  };
};

/** One that resolved by itself does not say when; it counts as resolved. */
const isOpenAt = ({ status, outcome }: TaskFacts, at: string): boolean =>
  status !== 'resolved' || (outcome !== undefined && outcome.at >= at);
