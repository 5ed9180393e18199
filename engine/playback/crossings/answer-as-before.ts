import type { Figures } from '../../account/medians.ts';
import { type GuardVerdict, guardedWeekKey } from '../../account/telemetry-guard.ts';
import type { MemoryWorld } from '../../memory/memory-world.ts';
import { type Crossings, medianKey, verdictKey } from './crossings.ts';
import { openOverTime, plusTasks } from './open-tasks.ts';

/**
 * A world of some accounts in which shared state answers them as in the play of all. Where that play has no answer, open
 * tasks are counted, and medians and verdicts are made of these accounts alone; `crossedBy` tells where that is not what
 * they would read.
 */
export const answerAsBefore = (
  world: MemoryWorld,
  { own: owns, loads, answers }: Crossings,
  accounts: ReadonlySet<string>,
): MemoryWorld => {
  const known = new Map(
    loads
      .filter(({ account }) => accounts.has(account))
      .map(({ owner, account, at, open }) => [`${owner} ${account} ${at}`, open]),
  );
  const others = openOverTime([...owns].flatMap(([account, each]) => (accounts.has(account) ? [] : [each])));
  // The account whose snapshot was read last is the one that counts tasks, since turns run one after another. If two ever ran
  // interleaved, the recorded reads would differ from those of the play, and `crossedBy` would say so.
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
            plusTasks(others.before(owner, world.now()), await tasks.countOpen(owner)),
        },
        plans: {
          ...plans,
          medians: async (plan, day) =>
            (answers.get(medianKey(plan, day))?.value as Figures | undefined) ?? plans.medians(plan, day),
        },
        guardedWeeks: {
          ...guardedWeeks,
          read: async week => {
            const read = await guardedWeeks.read(week);
            const verdict = answers.get(verdictKey(guardedWeekKey(week)))?.value as GuardVerdict | undefined;
            return verdict === undefined ? read : { ...read, verdict };
          },
        },
      };
    },
  };
};
