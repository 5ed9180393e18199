import type { Task } from '../../account/task.ts';
import { type Csm, type Team, teamOf } from '../../definition/team.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { shortened } from '../../kernel/shortened.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { unassigned } from '../assign.ts';

/** A CSM, or an admin who may act on every task. */
export interface Colleague {
  csm?: Csm;
  team: Team;
  doesAll?: boolean;
}

/**
 * A task that the colleague may see and act on: their own, one of their reports', or one of these that was escalated to
 * the lead.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's, so that the response reveals nothing
 */
export const findOwnTask = async (who: Colleague, id: string, { tasks }: Pick<AllPorts, 'tasks'>): Promise<Task> => {
  const known = idOrNothing(id, longestIds.task);
  const account = known === undefined ? undefined : await tasks.accountOf(id);
  const task = account === undefined ? undefined : await tasks.find(account, id);
  if (task === undefined) throw noTask(id);
  mustBeOwn(who, task);
  return task;
};

/** @throws RefusedRequest 404 */
export const mustBeOwn = (who: Colleague, task: Task): void => {
  if (!isOf(who, task)) throw noTask(task.id);
};

const noTask = (id: string): RefusedRequest =>
  new RefusedRequest('not_found', `There is no task ${shortened(id, 200)}.`, { status: 404 });

const isOf = ({ csm, team, doesAll }: Colleague, { owner, formerOwner }: Task): boolean =>
  doesAll === true ||
  (csm !== undefined && teamOf(csm.id, team).some(id => id === owner || id === formerOwner)) ||
  (csm !== undefined && owner === unassigned && teamOf(csm.id, team).length > 1);
