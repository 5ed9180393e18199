import { guardedWeekKey } from '../../account/telemetry-guard.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { type Crossings, medianKey } from './crossings.ts';
import { openOverTime, plusTasks } from './open-tasks.ts';
import { rowsOverTime } from './rows-over-time.ts';

/**
 * A world of some accounts in which shared state answers them as in the play of all. Where that play has no answer, open
 * tasks are counted and medians made of all accounts, a verdict of these alone; `crossingsAfter` tells where that is not
 * what they would read.
 */
export const answerAsBefore = (
  world: MemoryWorld,
  { own: owns, loads, medians, verdicts }: Crossings,
  accounts: ReadonlySet<string>,
): MemoryWorld => {
  const known = new Map(
    loads
      .filter(({ account }) => accounts.has(account))
      .map(({ owner, account, at, open }) => [`${owner} ${account} ${at}`, open]),
  );
  const others = [...owns].flatMap(([account, each]) => (accounts.has(account) ? [] : [each]));
  const [tasksOfOthers, rowsOfOthers] = [openOverTime(others), rowsOverTime(others)];
  // The account whose snapshot was read last is the one that counts tasks, since turns run one after another. If two ever ran
  // interleaved, the recorded reads would differ from those of the play, and `crossingsAfter` would say so.
  let asking = '';
  return {
    ...world,
    connect: (...given) => {
      const { accounts: own, tasks, plans, guardedWeeks, ...ports } = world.connect(...given);
      return {
        ...ports,
        accounts: {
          ...own,
          snapshot: (account, options) => {
            asking = account;
            return own.snapshot(account, options);
          },
        },
        tasks: {
          ...tasks,
          countOpen: async owner =>
            known.get(`${owner} ${asking} ${world.now()}`) ??
            plusTasks(tasksOfOthers.before(owner, world.now()), await tasks.countOpen(owner)),
        },
        plans: {
          ...plans,
          rows: async plan => [...rowsOfOthers.before(plan, world.now()), ...(await plans.rows(plan))],
          medians: async (plan, day) => medians.get(medianKey(plan, day))?.value ?? plans.medians(plan, day),
        },
        guardedWeeks: {
          ...guardedWeeks,
          read: async week => {
            const read = await guardedWeeks.read(week);
            const verdict = verdicts.get(guardedWeekKey(week))?.value;
            return verdict === undefined ? read : { ...read, verdict };
          },
        },
      };
    },
  };
};
