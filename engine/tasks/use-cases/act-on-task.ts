import * as z from 'zod';
import type { DomainEvent } from '../../account/event.ts';
import type { Task } from '../../account/task.ts';
import { instantIn } from '../../definition/calendar.ts';
import { taskOutcomes } from '../../definition/task.ts';
import { type Csm, type Team, teamOf } from '../../definition/team.ts';
import { firstProblem } from '../../ingest/first-problem.ts';
import { moment, zoneOfMoments } from '../../ingest/moment.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { Accounts } from '../../ports/accounts.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { applyTaskAction as actedOn } from '../task-changes.ts';
import { type TaskView, taskView } from '../task-view.ts';

export type TaskActionName = 'acknowledge' | 'snooze' | 'resolve';

/**
 * Takes what a CSM does with a task on the way that events go, so that it is done once, in order, and wakes the journey that
 * waits for it. Returns the updated task.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's, so that the answer reveals nothing
 */
export const actOnTask = async (
  { csm, team }: { csm: Csm; team: Team },
  { id, action, body }: { id: string; action: TaskActionName; body: unknown },
  { accounts, tasks, clock, queue }: PortsWith<'queue' | 'tasks'>,
): Promise<TaskView> => {
  const { data, error } = bodies[action].safeParse(body ?? {});
  if (!data) throw firstProblem(error);
  const { outcome, until: said } = data as { outcome?: string; until?: string };
  const now = clock.now();
  const known = idOrNothing(id, longestIds.task);
  const account = known === undefined ? undefined : await tasks.accountOf(id);
  const task = account === undefined ? undefined : await tasks.find(account, id);
  if (task === undefined || !isOf(csm, team, task)) throw unknownTask(id);
  if (task.status === 'resolved' && !isSame(task, outcome)) {
    throw new RefusedRequest('already_resolved', 'The task is resolved. What happens next is another task.', {
      status: 409,
    });
  }
  const until = said === undefined ? undefined : await snoozeEnd(said, task.account, now, accounts);
  // The same action on the same revision is the same event: a second click changes nothing.
  const event: DomainEvent = {
    id: `task:${[id, task.revision, action, outcome ?? until ?? ''].join('.')}`,
    source: 'task',
    account: task.account,
    name: `task.${done[action]}`,
    occurredAt: now,
    receivedAt: now,
    fields: definedFields({ task: id, by: csm.id, outcome, until }),
  };
  const acted = task.status === 'resolved' ? undefined : actedOn(task, event);
  // The first click was done meanwhile: its event counts, and a second one would count as well.
  if (acted === undefined) return taskView(task);
  await queue.publish(event);
  return taskView(acted.task);
};

/** The owner's, one of their team's, or one that was escalated to the lead. */
const isOf = (csm: Csm, team: Team, { owner, formerOwner }: Task): boolean =>
  teamOf(csm.id, team).some(id => id === owner || id === formerOwner);

const done = { acknowledge: 'acknowledged', snooze: 'snoozed', resolve: 'resolved' } as const;

const bodies = {
  acknowledge: z.strictObject({}),
  snooze: z.strictObject({ until: moment.optional() }),
  resolve: z.strictObject({ outcome: z.enum(taskOutcomes, `must be one of ${taskOutcomes.join(', ')}`) }),
};

/** A longer one would be a way never to see the task again. */
const longestSnoozeDays = 90;

const snoozeEnd = async (said: string, account: string, now: Instant, accounts: Accounts): Promise<Instant> => {
  const until = instantIn(said, await zoneOfMoments(account, [said], { accounts })) ?? now;
  if (until > now && until <= plusSeconds(now, longestSnoozeDays * 86_400)) return until;
  throw new RefusedRequest('invalid_request', `until: must be within the next ${longestSnoozeDays} days`, {
    field: 'until',
  });
};

/** Resolving a task again as it is resolved is no mistake. */
const isSame = ({ outcome }: Task, code: string | undefined): boolean => code !== undefined && outcome?.code === code;

const unknownTask = (id: string): RefusedRequest =>
  new RefusedRequest('not_found', `There is no task ${id.slice(0, 200)}.`, { status: 404 });
