import * as z from 'zod';
import { ageOfPlan } from '../../account/success-plan.ts';
import { planGoals, planWarnings } from '../../ingest/plan-call.ts';
import { keepPlan } from '../../ingest/use-cases/keep-plan.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import { editGoals, goalEdits, timeOfEdit } from '../../success-plans/edit-goals.ts';
import { action } from '../action.ts';

const text = z.string('must be a text').nullish();

/** Fields of a goal in a `plan` call, which validates them. `null` removes a field. */
const members = {
  title: text,
  owner: text,
  metric: text,
  target: z.number('must be a number').nullish(),
  dueAt: text,
  milestones: z
    .array(z.strictObject({ id: z.string(), title: text, dueAt: text, doneAt: text }), 'must be a list')
    .optional(),
};

/** Edits one goal of a success plan by sending the plan as a `plan` call. The answer omits the customer's texts. */
export const editGoal = action<'accounts' | 'queue'>()({
  path: '/v1/accounts/{id}/goals',
  summary: 'Add a goal to the success plan of an account, change one, mark it as reached, or drop it',
  roles: ['csm', 'lead'],
  needsKey: true,
  body: z.strictObject({
    id: z.string(),
    does: z.enum(goalEdits, `must be one of ${goalEdits.join(', ')}`),
    /** Id of the goal. Added goals get an id if they have none. */
    goal: z.string('must be the id of a goal').optional(),
    /** For `change`: the version of the plan that the page showed. */
    seen: z.string('must be the version of the plan').optional(),
    ...members,
  }),
  answer: z.object({
    account: z.string(),
    goal: z.string(),
    /** Ids of all goals after the edit. */
    goals: z.array(z.string()),
    warnings: z.array(z.object({ field: z.string(), message: z.string() })),
  }),
  act: async ({ id, does, goal, seen, ...said }, { at: now, name }, ports) => {
    const account = idOrNothing(id, longestIds.account) ?? '';
    const { profile, successPlan } = await ports.accounts.snapshot(account, { withoutContacts: true });
    if (profile === undefined)
      throw new RefusedRequest('not_found', `There is no account ${shortened(id, 200)}.`, { status: 404 });
    const plan = successPlan ?? { at: '', message: '', goals: [] };
    const message = `console-${name}`;
    const of = goal ?? `goal-${name.slice(0, 12)}`;
    const refused = (code: string, told: string, field: string, status = 400) =>
      new RefusedRequest(code, told, { field, status });
    if (goal === undefined && does !== 'add') throw refused('goal_missing', 'Name the goal.', 'goal');
    // The plan already has this request's edit if an earlier attempt died before it answered.
    const isDone = plan.message === message;
    if (does === 'change' && !isDone && seen !== ageOfPlan(plan))
      throw refused('changed', 'The plan has changed since it was shown. Look at it again.', 'seen', 409);
    const edited = isDone ? plan.goals : editGoals(plan.goals, { does, goal: of, members: said, at: now });
    if (edited === undefined)
      throw refused(
        does === 'add' ? 'there_already' : 'no_goal',
        does === 'add' ? 'The plan already has a goal with this id.' : 'The plan no longer has this goal.',
        'goal',
        409,
      );
    const { data: goals, error } = planGoals.safeParse(edited);
    if (error) {
      const [{ path = [], message: what = 'is not valid' } = {}] = error.issues;
      const field = path.filter(part => typeof part === 'string').at(-1) ?? 'goals';
      throw refused('invalid_request', `${field}: ${what}`, field);
    }
    const index = goals.findIndex(each => each.id === of);
    return {
      line: { action: `account.goal.${does}`, account, details: { goal: of } },
      perform: () =>
        keepPlan({ account, source: 'daymark', at: isDone ? plan.at : timeOfEdit(plan, now), message, goals }, ports),
      answer: {
        account,
        goal: of,
        goals: goals.map(each => each.id),
        warnings: planWarnings(goals, await ports.build.catalog())
          .filter(({ field }) => field.startsWith(`goals[${index}].`))
          .map(({ field, message: told }) => ({ field: field.slice(field.indexOf('.') + 1), message: told })),
      },
    };
  },
});
