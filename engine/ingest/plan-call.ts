import * as z from 'zod';
import { readMetric } from '../account/goal-metric.ts';
import type { PlanGoal } from '../account/success-plan.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { isReserved } from '../definition/own-events.ts';
import { didYouMean, nearestOf } from '../kernel/did-you-mean.ts';
import { bareName, matchIn } from '../kernel/same-word.ts';
import { shortened } from '../kernel/shortened.ts';
import type { IngestWarning } from './allowed-values.ts';
import { idOf } from './id-schema.ts';
import { moment } from './moment.ts';

/** Limits of a plan: its row is read with every decision on its account. */
const mostGoals = 10;
const mostMilestones = 10;
const longestTitle = 200;
/** Limit of the warnings about unknown members. */
const mostTold = 20;

const goalId = z
  .string({
    error: ({ input }) =>
      input === undefined || input === null ? 'is missing: give the goal an id' : 'must be a text, such as "launch"',
  })
  .trim()
  .regex(
    /^[A-Za-z][\w-]{0,63}$/,
    'is not an id: begin with a letter, go on with letters, digits, "-" and "_", 64 at most',
  );

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(said => (said === null || said === '' ? undefined : said), schema.optional());

/** `"25"` is 25, as among traits. */
const numberIn = (said: unknown): unknown =>
  typeof said === 'string' && /^\s*\d{1,15}(\.\d+)?\s*$/.test(said) ? Number(said) : said;

const text = (longest: number) =>
  z
    .string('must be a text')
    .transform(said => said.toWellFormed().trim())
    .pipe(z.string().max(longest, `is longer than ${longest} characters`));

const anObject = 'must be an object, with an id';

const milestone = z.looseObject(
  {
    id: goalId,
    title: optional(text(longestTitle)),
    dueAt: optional(moment),
    doneAt: optional(moment),
  },
  anObject,
);

/** Requires ids to be unique within a list. */
const apart = (list: readonly { id: string }[], issues: z.core.$RefinementCtx): void => {
  const ids = list.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0)
    issues.addIssue({ code: 'custom', path: [twice, 'id'], message: `"${ids[twice]}" appears twice`, input: ids });
};

const goal = z
  .looseObject(
    {
      id: goalId,
      title: optional(text(longestTitle)),
      owner: optional(idOf('user', "the owner's id")),
      metric: optional(text(longestTitle)),
      target: optional(z.preprocess(numberIn, z.number('must be a number').positive('must be above 0'))),
      dueAt: optional(moment),
      reachedAt: optional(moment),
      milestones: optional(
        z
          .array(milestone, 'must be a list')
          .max(mostMilestones, `must be at most ${mostMilestones}`)
          .superRefine(apart),
      ),
    },
    anObject,
  )
  .superRefine(({ metric, target = 0 }, issues) => {
    if (readMetric(metric)?.of === 'adoption' && target > 1)
      issues.addIssue({
        code: 'custom',
        path: ['target'],
        message: 'must be a share from 0 to 1, since the metric is adoption: 60 % is 0.6',
        input: target,
      });
  });

/** The goals of a success plan without empty members, and the members that goals don't have. */
export const statedGoals = z
  .array(goal, 'is missing: give the list of goals, an empty one to end the plan')
  .max(mostGoals, `must be at most ${mostGoals}`)
  .superRefine(apart)
  .transform(said => ({ goals: said.map(onlyKnown), unknown: said.flatMap(unknownIn).slice(0, mostTold) }));

export const planGoals = statedGoals.transform(({ goals }) => goals);

type StatedGoal = z.output<typeof goal>;

const onlyKnown = ({ milestones, ...said }: StatedGoal): PlanGoal =>
  JSON.parse(
    JSON.stringify({
      ...pick(said, membersOfGoal),
      milestones: milestones?.map(each => pick(each, membersOfMilestone)),
    }),
  );

const pick = (said: object, names: readonly string[]): object =>
  Object.fromEntries(Object.entries(said).filter(([name]) => names.includes(name)));

const unknownIn = (said: StatedGoal, index: number): UnknownMember[] => [
  ...strangersOf(`goals[${index}].`, said, membersOfGoal),
  ...(said.milestones ?? []).flatMap((each, place) =>
    strangersOf(`goals[${index}].milestones[${place}].`, each, membersOfMilestone),
  ),
];

/** A member that is left out: its path and name, and the known names for "did you mean". */
export interface UnknownMember {
  path: string;
  name: string;
  known: readonly string[];
}

const strangersOf = (path: string, said: object, known: readonly string[]): UnknownMember[] =>
  Object.keys(said).flatMap(name => (known.includes(name) ? [] : [{ path, name, known }]));

const membersOfGoal = Object.keys(goal.shape);
const membersOfMilestone = Object.keys(milestone.shape);

/** Their names in other tools. */
const otherWords: Readonly<Record<string, readonly string[]>> = {
  dueAt: ['by', 'due', 'dueDate', 'dueOn', 'deadline', 'date', 'endDate', 'targetDate', 'until'],
  reachedAt: ['reached', 'done', 'doneAt', 'achievedAt', 'completedAt', 'completed'],
  doneAt: ['done', 'reachedAt', 'completedAt', 'completed'],
  title: ['name', 'label', 'description', 'text'],
  owner: ['ownerId', 'assignee', 'csm'],
  target: ['targetValue', 'value', 'amount'],
  metric: ['kpi', 'measure', 'measuredBy'],
  milestones: ['steps', 'tasks'],
};

const warningOf = ({ path, name, known }: UnknownMember): Omit<IngestWarning, 'messageId'> => {
  const bare = bareName(name);
  const meant =
    matchIn(name, known) ?? known.find(each => otherWords[each]?.some(word => bareName(word) === bare) === true);
  const hint = meant === undefined ? didYouMean(name, known) : `Did you mean "${meant}"?`;
  return { field: `${path}${shortened(name, 60)}`, message: `is unknown, and left out. ${hint}` };
};

/**
 * Warns of the parts of a plan that Daymark does not measure, and of likely typos. Never repeats the customer's words.
 */
export const planWarnings = (
  goals: readonly PlanGoal[],
  { events, goals: known = {} }: Pick<CatalogData, 'events' | 'goals'>,
  unknown: readonly UnknownMember[] = [],
): Omit<IngestWarning, 'messageId'>[] => [
  ...unknown.map(warningOf),
  ...goals.flatMap(({ id, metric, target }, index) => {
    const field = (name: string) => `goals[${index}].${name}`;
    const meant = Object.hasOwn(known, id) ? undefined : nearestOf(id, Object.keys(known));
    const measured = readMetric(metric);
    const event = measured?.of === 'count' && !Object.hasOwn(events, measured.event) ? measured.event : undefined;
    const own = Object.keys(events).filter(name => !isReserved(name));
    return [
      ...(meant ? [{ field: field('id'), message: `isn't a goal of the catalog. Did you mean "${meant}"?` }] : []),
      ...(metric !== undefined && measured === undefined
        ? [{ field: field('metric'), message: `is not measured: Daymark measures adoption, and count:<event>` }]
        : []),
      ...(event === undefined
        ? []
        : [
            {
              field: field('metric'),
              message: `counts an event that the catalog does not have. ${didYouMean(event, own)}`,
            },
          ]),
      ...(measured && target === undefined
        ? [{ field: field('target'), message: 'is missing, so nothing is measured' }]
        : []),
    ];
  }),
];
