import * as z from 'zod';
import type { JourneySums } from '../counts/journey-sums.ts';
import { totalSums } from '../counts/overview.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import { headsOf } from '../templates/show-template.ts';
import { notThere } from './answer-view.ts';
import { journeyStates, journeyTotals, stateOf, totalsShown } from './journey-state.ts';
import { versionsIn, versionsShown } from './journey-versions.ts';
import { type ViewPorts, view } from './view.ts';

/** Filters enrollments by version and UTC days; `to` is included. */
export const enrolledDays = {
  version: z.string().optional(),
  from: z.iso.date('must be a day such as 2026-03-31').optional(),
  to: z.iso.date('must be a day such as 2026-03-31').optional(),
};

const answer = z.object({
  id: z.string(),
  title: z.string(),
  state: z.enum(journeyStates),
  /** The live version. */
  version: z.string(),
  hasGoal: z.boolean(),
  totals: journeyTotals,
  versions: versionsShown,
  /** Steps of the live version in the order of writing, then steps that only former versions have. */
  steps: z.array(
    z.object({
      id: z.string(),
      /** Absent for a step that only former versions have. */
      kind: z.string().exactOptional(),
      /** Template and subject of a mail or prompt. */
      template: z.string().exactOptional(),
      subject: z.string().exactOptional(),
      /** The sum of the next three. */
      entered: z.int(),
      here: z.int(),
      wentOn: z.int(),
      left: z.array(z.object({ reason: z.string(), accounts: z.int() })),
    }),
  ),
});

/** One journey, with the counts of its enrollments step by step. */
export const journey = view({
  path: '/v1/journeys/{id}',
  summary: 'One journey, with counts for each step of those who enrolled within a range of days',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({ id: z.string(), ...enrolledDays }),
  answer,
  kept: ({ journeys }) => journeys.map(id => ({ id })),
  leadsTo: told => numbersOf(told).map(asked => ['/v1/journeys/{id}/accounts', { id: told.id, ...asked }]),
  read: async ({ id, version, from, to }, _, ports) => {
    const { build, clock, journeyCounts, switches } = ports;
    const definition = (await build.journeys()).find(each => each.id === id);
    if (!definition) throw notThere();
    const [inRange, stopped] = await Promise.all([journeyCounts.sums(id, { from, to }), switches.read(clock.now())]);
    const sums = inRange.filter(each => version === undefined || each.version === version);
    const total = totalSums(sums);
    const own = stepsIn(definition.steps);
    const former = Object.keys(total.steps).filter(step => own.every(each => each.id !== step));
    return {
      id,
      title: definition.title,
      state: stateOf(id, stopped),
      version: definition.hash,
      hasGoal: definition.goal !== undefined,
      totals: totalsShown(total),
      versions: await versionsIn(definition, inRange, ports),
      steps: [
        ...(await Promise.all(
          own.map(async step => ({
            kind: step.kind,
            ...('template' in step && { template: step.template, ...(await subjectOf(step.template, ports)) }),
            ...shownStep(step.id, total),
          })),
        )),
        ...former.map(step => shownStep(step, total)),
      ],
    };
  },
});

/** The numbers of the first page that list accounts. */
const numbersOf = ({ totals, steps }: z.input<typeof answer>) => {
  const { goal, ...own } = totals;
  return [
    ...Object.entries({ ...own, ...(goal && { reached: goal.reached }) }).map(([of, accounts]) => ({ of, accounts })),
    ...steps.flatMap(({ id: step, entered, here, wentOn, left }) => [
      { step, of: 'entered', accounts: entered },
      { step, of: 'here', accounts: here },
      { step, of: 'wentOn', accounts: wentOn },
      ...left.map(({ reason, accounts }) => ({ step, of: 'left', reason, accounts })),
    ]),
  ].flatMap(({ accounts, ...asked }) => (accounts === 0 && asked.of !== 'here' ? [] : [asked]));
};

const shownStep = (id: string, { steps }: JourneySums) => {
  const { left, ...counts } = steps[id] ?? { entered: 0, here: 0, wentOn: 0, left: {} };
  return { id, ...counts, left: Object.entries(left).map(([reason, accounts]) => ({ reason, accounts })) };
};

const subjectOf = async (template: string, { build }: ViewPorts): Promise<{ subject?: string }> => {
  const info = (await build.templates()).find(({ id }) => id === template);
  if (!info) return {};
  const heads = headsOf(await build.template(info.hash, ['en']), (await build.samples())[template] ?? {});
  return heads ? { subject: heads.subject } : {};
};
