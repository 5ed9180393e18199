import * as z from 'zod';
import { csmOf } from '../definition/team.ts';
import { asTitle } from '../kernel/as-title.ts';
import { loadAhead, weeksFrom } from '../numbers/load-ahead.ts';
import { factsOfAll } from '../numbers/use-cases/facts-of-all.ts';
import { foreseeAccounts } from '../outlook/use-cases/foresee-accounts.ts';
import { namedItem } from './account-row.ts';
import { view } from './view.ts';

/** Open tasks per CSM, and the tasks that the next four weeks add if nothing else happens and no task is closed. */
export const numbersLoad = view({
  path: '/v1/numbers/load',
  summary: 'Open tasks of each CSM against what they can carry, and those that journeys in flight open in four weeks',
  roles: ['lead'],
  query: z.object({}),
  answer: z.object({
    now: z.iso.datetime(),
    /** Number of accounts in a journey, and how many of them were looked at. */
    accounts: z.object({ inJourneys: z.int(), foreseen: z.int() }),
    weeks: z.array(z.object({ from: z.iso.datetime(), to: z.iso.datetime() })),
    csms: z.array(
      z.object({
        csm: namedItem,
        open: z.int(),
        /** New in each of the weeks. */
        tasks: z.array(z.int()),
        capacity: z.int(),
        /** The first week in which open tasks exceed the capacity; 0: already now; `null`: none. */
        overInWeek: z.int().nullable(),
      }),
    ),
    /** The tasks behind the numbers, open and expected, in order of time. */
    tasks: z.array(
      z.object({
        csm: z.string(),
        account: namedItem,
        /** When it was or will be opened. */
        at: z.iso.datetime(),
        title: z.string(),
        isOpen: z.boolean(),
      }),
    ),
  }),
  kept: () => [{}],
  read: async (_, { team }, ports) => {
    const [{ now, inJourneys, accounts }, { facts, names }, journeys, pools] = await Promise.all([
      foreseeAccounts(ports),
      factsOfAll(ports),
      ports.build.journeys(),
      ports.build.pools(),
    ]);
    const weeks = weeksFrom(now);
    const end = weeks.at(-1)?.to ?? now;
    const open = facts.flatMap(({ account, tasks }) =>
      tasks
        .filter(({ status }) => status !== 'resolved')
        .map(({ owner, openedAt, reason }) => ({
          ...{ csm: owner, account: { id: account, name: names[account] ?? account } },
          ...{ at: openedAt, title: asTitle(reason), isOpen: true },
        })),
    );
    const coming = accounts.flatMap(({ id, name, acts }) =>
      acts.flatMap(act =>
        act.does === 'task' && act.owner !== '' && act.at > now && act.at <= end
          ? [{ csm: act.owner, account: { id, name }, at: act.at, title: asTitle(act.step), isOpen: false }]
          : [],
      ),
    );
    const load = loadAhead({
      ...{ at: now, team, pools, csms: journeys[0]?.policy.taskPool ?? [] },
      open: open.map(({ csm }) => csm),
      coming: coming.map(({ csm, at }) => ({ at, owner: csm })),
    });
    return {
      now,
      accounts: { inJourneys, foreseen: accounts.length },
      weeks,
      csms: load.map(({ csm, ...of }) => ({ csm: { id: csm, name: csmOf(csm, team)?.name ?? csm }, ...of })),
      tasks: [...open, ...coming].sort((a, b) => (a.at < b.at ? -1 : 1)),
    };
  },
});
