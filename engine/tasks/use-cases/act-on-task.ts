import * as z from 'zod';
import type { DomainEvent } from '../../account/event.ts';
import type { Task } from '../../account/task.ts';
import { instantIn } from '../../definition/calendar.ts';
import type { Playbook } from '../../definition/playbook.ts';
import type { BusinessCalendar } from '../../definition/policy.ts';
import { type TaskActionName, type TaskOutcome, taskActions, taskOutcomes } from '../../definition/task.ts';
import { type Csm, memberOf, type Team } from '../../definition/team.ts';
import { firstProblem } from '../../ingest/first-problem.ts';
import { moment, zoneOfMoments } from '../../ingest/moment.ts';
import { spentMinutes } from '../../ingest/spent-minutes.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';
import { assigned, presence } from '../assign.ts';
import { membersAtHand } from '../choose-pool.ts';
import { applyTaskAction } from '../task-actions.ts';
import { type WholeTask, wholeTask } from '../task-view.ts';
import { countLoad } from './count-load.ts';
import { findOwnTask } from './find-own-task.ts';

/**
 * Takes what a CSM does with a task on the way that events go, so that it is done once, in order, and wakes the journey that
 * waits for it. Returns the updated task.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's, so that the answer reveals nothing
 */
export const actOnTask = async (
  who: { csm: Csm; team: Team },
  { id, action, body }: { id: string; action: TaskActionName; body: unknown },
  ports: PortsWith<'queue' | 'tasks'>,
): Promise<WholeTask> => {
  const { clock, queue, build } = ports;
  const { data, error } = bodies[action].safeParse(body ?? {});
  if (!data) throw firstProblem(error);
  const said: TaskActionBody = data;
  const now = clock.now();
  const task = await findOwnTask(who, id, ports);
  if (task.status === 'resolved' && !isSame(task, said.outcome)) {
    throw new RefusedRequest('already_resolved', 'The task is resolved. What happens next is another task.', {
      status: 409,
    });
  }
  const playbooks = task.playbook ? await build.playbooks() : [];
  if (said.step !== undefined) mustBeStep(said.step, task, playbooks);
  const until = said.until === undefined ? undefined : await snoozeEnd(said.until, task.account, now, ports);
  const { pool: _, ...rest } = said;
  const to = await heirOf(said, who.team, ports);
  const fields = definedFields({ ...rest, until, to });
  // The same action on the same revision is the same event: a second click changes nothing.
  const event: DomainEvent = {
    id: `task:${[id, task.revision, action, said.outcome ?? until ?? to ?? tickOf(said)].join('.')}`,
    source: 'task',
    account: task.account,
    name: `task.${taskActions[action]}`,
    occurredAt: now,
    receivedAt: now,
    fields: { task: id, by: who.csm.id, ...fields },
  };
  const acted =
    task.status === 'resolved'
      ? undefined
      : applyTaskAction(task, event, { team: who.team, businessCalendar: await calendarFor(task, said, ports) });
  // The first click was done meanwhile: its event counts, and a second one would count as well.
  if (acted === undefined) return wholeTask(task, playbooks);
  await queue.publish(event);
  return wholeTask(acted.task, playbooks);
};

interface TaskActionBody {
  outcome?: TaskOutcome | undefined;
  minutes?: number | undefined;
  until?: string | undefined;
  step?: string | undefined;
  done?: boolean | undefined;
  to?: string | undefined;
  pool?: string | undefined;
}

const bodies: Record<TaskActionName, z.ZodType<TaskActionBody>> = {
  acknowledge: z.strictObject({}),
  snooze: z.strictObject({ until: moment.optional() }),
  tick: z.strictObject({ step: z.string('must be the id of a step of the playbook'), done: z.boolean().optional() }),
  reassign: z
    .strictObject({ to: z.string().optional(), pool: z.string().optional() })
    .refine(({ to, pool }) => (to === undefined) !== (pool === undefined), {
      path: ['to'],
      error: 'is missing: give `to` with the id of a CSM, or `pool`',
    }),
  resolve: z.strictObject({
    outcome: z.enum(taskOutcomes, `must be one of ${taskOutcomes.join(', ')}`),
    minutes: spentMinutes.optional(),
  }),
};

/** Who gets the task: the CSM named, or of a pool the one with most room. */
const heirOf = async (
  { to, pool }: TaskActionBody,
  team: Team,
  { build, clock, tasks }: PortsWith<'tasks'>,
): Promise<string | undefined> => {
  if (to !== undefined) {
    const heir = memberOf(to, team)?.id;
    if (heir !== undefined) return heir;
    const ids = team.map(({ id }) => id);
    throw new RefusedRequest('invalid_request', `to: is not in the team. ${didYouMean(to, ids)}`, { field: 'to' });
  }
  if (pool === undefined) return undefined;
  const pools = await build.pools();
  const known = pools.find(({ id }) => id === pool);
  const [first] = await build.journeys();
  if (known === undefined || first === undefined) {
    const ids = pools.map(({ id }) => id);
    throw new RefusedRequest('invalid_request', `pool: does not exist. ${didYouMean(pool, ids)}`, { field: 'pool' });
  }
  const atHand = membersAtHand(known, presence(first.policy, team, clock.now()), team);
  if (atHand.owners.length === 0)
    throw new RefusedRequest('invalid_request', 'pool: everybody in it is away', { field: 'pool' });
  return assigned({ ...atHand, assignedBy: 'pool' }, await countLoad(atHand.owners, { tasks })).owner;
};

/** Read only where it matters: by it a task is to be taken up again. */
const calendarFor = async (
  { journey }: Task,
  { to, pool }: TaskActionBody,
  { build }: Pick<Ports, 'build'>,
): Promise<BusinessCalendar | undefined> => {
  if (to === undefined && pool === undefined) return undefined;
  const journeys = await build.journeys();
  return (journeys.find(({ id }) => id === journey) ?? journeys[0])?.policy.businessCalendar;
};

const tickOf = ({ step, done = true }: TaskActionBody): string => (step === undefined ? '' : `${step} ${done}`);

const mustBeStep = (step: string, { playbook }: Task, playbooks: readonly Playbook[]): void => {
  const steps = playbooks.find(({ id }) => id === playbook?.id)?.steps.map(({ id }) => id) ?? [];
  if (steps.includes(step)) return;
  const problem = playbook ? `is no step of its playbook. ${didYouMean(step, steps)}` : 'the task has no playbook';
  throw new RefusedRequest('invalid_request', `step: ${problem}`, { field: 'step' });
};

/** A longer one would be a way never to see the task again. */
const longestSnoozeDays = 90;

const snoozeEnd = async (
  said: string,
  account: string,
  now: Instant,
  { accounts }: Pick<Ports, 'accounts'>,
): Promise<Instant> => {
  const until = instantIn(said, await zoneOfMoments(account, [said], { accounts })) ?? now;
  if (until > now && until <= plusSeconds(now, longestSnoozeDays * 86_400)) return until;
  throw new RefusedRequest('invalid_request', `until: must be within the next ${longestSnoozeDays} days`, {
    field: 'until',
  });
};

/** Resolving a task again as it is resolved is no mistake. */
const isSame = ({ outcome }: Task, code: string | undefined): boolean => code !== undefined && outcome?.code === code;
