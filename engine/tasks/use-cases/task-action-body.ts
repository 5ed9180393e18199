import * as z from 'zod';
import { longestNote } from '../../account/note.ts';
import type { Task } from '../../account/task.ts';
import { instantIn } from '../../definition/calendar.ts';
import type { Playbook } from '../../definition/playbook.ts';
import type { BusinessCalendar } from '../../definition/policy.ts';
import { type TaskActionName, type TaskOutcome, taskOutcomes } from '../../definition/task.ts';
import { memberOf, type Team } from '../../definition/team.ts';
import { moment, zoneOfMoments } from '../../ingest/moment.ts';
import { spentMinutes } from '../../ingest/spent-minutes.ts';
import { didYouMean } from '../../kernel/did-you-mean.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { AllPorts, Ports } from '../../ports/ports.ts';
import { assigned, presence } from '../assign.ts';
import { membersAtHand } from '../choose-pool.ts';
import { countLoad } from './count-load.ts';

/** The body of an action. */
export interface TaskActionBody {
  outcome?: TaskOutcome | undefined;
  minutes?: number | undefined;
  note?: string | undefined;
  until?: string | undefined;
  step?: string | undefined;
  done?: boolean | undefined;
  to?: string | undefined;
  pool?: string | undefined;
  /** Revision of the task as the person saw it; a newer one is a conflict. */
  revision?: number | undefined;
}

/** The task's id is a parameter of the path. */
const ofTask = { id: z.string(), revision: z.int('must be the revision of the task that you saw').min(1).optional() };

export const noteText = z
  .string('must be text')
  .trim()
  .min(1, 'must not be empty')
  .max(longestNote, `must have at most ${longestNote} characters`);

export const taskActionBodies = {
  acknowledge: z.strictObject(ofTask),
  snooze: z.strictObject({ ...ofTask, until: moment.optional() }),
  tick: z.strictObject({
    ...ofTask,
    step: z.string('must be the id of a step of the playbook'),
    done: z.boolean().optional(),
  }),
  reassign: z
    .strictObject({ ...ofTask, to: z.string().optional(), pool: z.string().optional() })
    .refine(({ to, pool }) => (to === undefined) !== (pool === undefined), {
      path: ['to'],
      error: 'is missing: give `to` with the id of a CSM, or `pool`',
    }),
  resolve: z.strictObject({
    ...ofTask,
    outcome: z.enum(taskOutcomes, `must be one of ${taskOutcomes.join(', ')}`),
    minutes: spentMinutes.optional(),
    note: noteText.optional(),
  }),
} satisfies Record<TaskActionName, z.ZodType<TaskActionBody>>;

/**
 * The new owner: the CSM named, or the member of the pool with the fewest open tasks per capacity. @throws
 * RefusedRequest
 */
export const heirOf = async (
  { to, pool }: TaskActionBody,
  team: Team,
  { build, clock, tasks }: Pick<AllPorts, 'build' | 'clock' | 'tasks'>,
): Promise<string | undefined> => {
  if (to !== undefined) {
    const owner = memberOf(to, team)?.id;
    if (owner !== undefined) return owner;
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
    throw new RefusedRequest(
      'invalid_request',
      'pool: everyone in it is away. Choose another pool, or a CSM with `to`',
      { field: 'pool' },
    );
  return assigned({ ...atHand, assignedBy: 'pool' }, await countLoad(atHand.owners, { tasks })).owner;
};

/** The business calendar by which a reassigned task must be acknowledged: from the policy of the task's journey. */
export const calendarOfTask = async (
  { journey }: Pick<Task, 'journey'>,
  { build }: Pick<Ports, 'build'>,
): Promise<BusinessCalendar | undefined> => {
  const journeys = await build.journeys();
  return (journeys.find(({ id }) => id === journey) ?? journeys[0])?.policy.businessCalendar;
};

/** @throws RefusedRequest */
export const mustBeStep = (step: string, { playbook }: Task, playbooks: readonly Playbook[]): void => {
  const steps = playbooks.find(({ id }) => id === playbook?.id)?.steps.map(({ id }) => id) ?? [];
  if (steps.includes(step)) return;
  const problem = playbook ? `isn't a step of its playbook. ${didYouMean(step, steps)}` : 'the task has no playbook';
  throw new RefusedRequest('invalid_request', `step: ${problem}`, { field: 'step' });
};

/** A longer snooze would amount to hiding the task for good. */
const longestSnoozeDays = 90;

/** @throws RefusedRequest */
export const snoozeEnd = async (
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
