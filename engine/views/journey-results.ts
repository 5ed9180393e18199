import * as z from 'zod';
import type { CountedEnrollment } from '../counts/counted.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { TouchStep } from '../definition/step.ts';
import { asTitle } from '../kernel/as-title.ts';
import { compareGroups, type GroupComparison } from '../numbers/compare-groups.ts';
import { comparedGroups } from '../numbers/compared-groups.ts';
import { factsOfAll } from '../numbers/use-cases/facts-of-all.ts';
import { interval95 } from '../numbers/wilson.ts';
import { mailNumbers } from '../sending/mail-rates.ts';
import { stepMails } from '../sending/use-cases/step-mails.ts';
import { notThere } from './answer-view.ts';
import { enrolledDays } from './journey.ts';
import { type ViewPorts, view } from './view.ts';

/** Maximum number of pages searched for the last enrollments of a step. */
const mostPages = 5;

const named = z.object({ id: z.string(), name: z.string() });

const comparison = z.object({
  title: z.string(),
  /** Group sizes don't match their weights: something other than chance picks the group, so results are invalid. */
  hidden: z.boolean(),
  groups: z.array(
    z.object({
      name: z.string(),
      /** Intended percent of accounts. */
      share: z.number(),
      /** Accounts drawn into it. */
      drawn: z.array(named),
      /** Accounts that count so far, and those that reached the goal; `rate` in percent, with its 95 % interval. */
      counted: z.array(named),
      reached: z.array(named),
      rate: z.object({ percent: z.number(), low: z.number(), high: z.number() }).exactOptional(),
      /** Compared with the first group, in percentage points. The 95 % interval holds at every look. */
      lift: z.object({ points: z.number(), low: z.number(), high: z.number() }).exactOptional(),
    }),
  ),
});

const mails = z.object({
  /** Number of enrollments considered: the last ones that entered the step. */
  enrollments: z.int(),
  sent: z.int(),
  delivered: z.int(),
  clicked: z.int(),
  /** Clicks within seconds of the delivery, as by scanners; in no other number. */
  clickedByMachines: z.int(),
  answered: z.int(),
  bounced: z.int(),
  complained: z.int(),
  /** Accounts behind the requested number, with their number of mails. */
  accounts: z.array(named.extend({ mails: z.int() })).exactOptional(),
});

/** Results of a journey: lift over holdouts and between variants; for a step, the outcomes of its mails. */
export const journeyResults = view({
  path: '/v1/journeys/{id}/results',
  summary: 'The lift of a journey against its holdout and of its experiments, or what became of the mails of a step',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    id: z.string(),
    ...enrolledDays,
    step: z.string().exactOptional(),
    of: z.enum(mailNumbers).exactOptional(),
  }),
  answer: z.object({
    /** Comparisons of the whole journey; empty without holdouts and experiments. */
    comparisons: z.array(comparison),
    /** Mails of the requested step; absent if it sends none. */
    mails: mails.exactOptional(),
  }),
  kept: ({ journeys }) => journeys.map(id => ({ id })),
  read: async ({ id, step, of, version, from, to }, _, ports) => {
    const journey = (await ports.build.journeys()).find(each => each.id === id);
    if (!journey) throw notThere();
    if (step !== undefined) {
      const found = stepsIn(journey.steps).find(each => each.id === step);
      if (!found || !('template' in found)) return { comparisons: [] };
      const counted = (await enrollmentsOf(id, { from, to }, ports)).filter(
        each => version === undefined || each.version === version,
      );
      const sent = await stepMails(found as TouchStep, counted, ports);
      if (!sent) return { comparisons: [] };
      const { enrollments, rates, behind } = sent;
      return {
        comparisons: [],
        mails: { enrollments, ...rates, ...(of && { accounts: await withNames(behind(of), ports) }) },
      };
    }
    const compared = comparedGroups([journey]);
    if (compared.length === 0) return { comparisons: [] };
    const { facts, names, asOf } = await factsOfAll(ports);
    return { comparisons: compared.map(each => shownComparison(compareGroups(each, facts, asOf), names)) };
  },
});

const withNames = (mails: ReadonlyMap<string, number>, { accountList }: Pick<ViewPorts, 'accountList'>) =>
  Promise.all(
    [...mails].map(async ([id, count]) => ({ id, name: (await accountList.find(id))?.name ?? id, mails: count })),
  );

const enrollmentsOf = async (
  journey: string,
  days: { from?: string | undefined; to?: string | undefined },
  { journeyCounts }: Pick<ViewPorts, 'journeyCounts'>,
): Promise<CountedEnrollment[]> => {
  const counted: CountedEnrollment[] = [];
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const read = await journeyCounts.counted(journey, { ...days, after });
    counted.push(...read.found);
    after = read.next;
    if (after === undefined) break;
  }
  return counted;
};

const titles: Readonly<Record<GroupComparison['by'], (step: string) => string>> = {
  journey: () => 'Compared with accounts held out of the journey',
  policy: () => 'Compared with accounts held out of all journeys',
  experiment: step => `Experiment: ${asTitle(step).toLowerCase()}`,
};

const shownComparison = (
  { by, step = '', hidden, groups, lifts }: GroupComparison,
  names: Readonly<Record<string, string>>,
): z.input<typeof comparison> => {
  const those = (ids: readonly string[] | null) => (ids ?? []).map(id => ({ id, name: names[id] ?? id }));
  return {
    ...{ title: titles[by](step), hidden },
    groups: groups.map(({ name, share, drawn, counted, reached }) => {
      const lift = lifts.find(each => each.group === name);
      const [part, of] = [reached?.length ?? 0, counted?.length ?? 0];
      const [low, high] = of === 0 ? [0, 0] : interval95(part, of);
      return {
        ...{ name: asTitle(name), share, drawn: those(drawn), counted: those(counted), reached: those(reached) },
        ...(of > 0 && { rate: { percent: (100 * part) / of, low, high } }),
        ...(lift && { lift: { points: lift.points, low: lift.interval[0], high: lift.interval[1] } }),
      };
    }),
  };
};
