import * as z from 'zod';
import { readMetric } from '../account/goal-metric.ts';
import type { PlanGoal } from '../account/success-plan.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { isReserved } from '../definition/own-events.ts';
import { didYouMean, nearestOf } from '../kernel/did-you-mean.ts';
import type { IngestWarning } from './allowed-values.ts';
import { idOf } from './id-schema.ts';
import { moment } from './moment.ts';

/** At most so many goals, and milestones of one; the row is read with every decision on its account. */
const mostGoals = 10;
const mostMilestones = 10;
const longestTitle = 200;

const goalId = z
  .string('is missing: give the goal an id')
  .trim()
  .regex(
    /^[A-Za-z][\w-]{0,63}$/,
    'is not an id: begin with a letter, go on with letters, digits, "-" and "_", 64 at most',
  );

const optional = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(said => (said === null || said === '' ? undefined : said), schema.optional());

const text = (longest: number) =>
  z
    .string('must be a text')
    .transform(said => said.toWellFormed().trim())
    .pipe(z.string().max(longest, `is longer than ${longest} characters`));

const milestone = z.object({
  id: goalId,
  title: optional(text(longestTitle)),
  dueAt: optional(moment),
  doneAt: optional(moment),
});

/** No two of a list have the same id. */
const apart = (list: readonly { id: string }[], issues: z.core.$RefinementCtx): void => {
  const ids = list.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) < index);
  if (twice >= 0)
    issues.addIssue({ code: 'custom', path: [twice, 'id'], message: `"${ids[twice]}" is there twice`, input: ids });
};

const goal = z
  .object({
    id: goalId,
    title: optional(text(longestTitle)),
    owner: optional(idOf('user', "the owner's id")),
    metric: optional(text(longestTitle)),
    target: optional(z.number('must be a number').positive('must be above 0')),
    dueAt: optional(moment),
    reachedAt: optional(moment),
    milestones: optional(
      z.array(milestone, 'must be a list').max(mostMilestones, `are more than ${mostMilestones}`).superRefine(apart),
    ),
  })
  .superRefine(({ metric, target = 0 }, issues) => {
    if (readMetric(metric)?.of === 'adoption' && target > 1)
      issues.addIssue({
        code: 'custom',
        path: ['target'],
        message: 'must be a share from 0 to 1, since the metric is adoption: 60 % is 0.6',
        input: target,
      });
  });

/** The goals of a success plan, without members that say nothing. */
export const planGoals = z
  .array(goal, 'is missing: give the list of goals, an empty one to end the plan')
  .max(mostGoals, `are more than ${mostGoals}`)
  .superRefine(apart)
  .transform((goals): readonly PlanGoal[] => JSON.parse(JSON.stringify(goals)));

/** What of a plan Daymark does not measure, and what looks like a slip. Never repeats the customer's words. */
export const planWarnings = (
  goals: readonly PlanGoal[],
  { events, goals: known = {} }: Pick<CatalogData, 'events' | 'goals'>,
): Omit<IngestWarning, 'messageId'>[] =>
  goals.flatMap(({ id, metric, target }, index) => {
    const field = (name: string) => `goals[${index}].${name}`;
    const meant = Object.hasOwn(known, id) ? undefined : nearestOf(id, Object.keys(known));
    const measured = readMetric(metric);
    const event = measured?.of === 'count' && !Object.hasOwn(events, measured.event) ? measured.event : undefined;
    const own = Object.keys(events).filter(name => !isReserved(name));
    return [
      ...(meant ? [{ field: field('id'), message: `is no goal of the catalog. Did you mean "${meant}"?` }] : []),
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
  });
