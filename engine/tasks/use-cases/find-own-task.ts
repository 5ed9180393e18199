import type { Task } from '../../account/task.ts';
import { type Csm, type Team, teamOf } from '../../definition/team.ts';
import { idOrNothing, longestIds } from '../../kernel/read-id.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { AllPorts } from '../../ports/ports.ts';

/**
 * A task that the CSM may see and do: an own one, one of the team's, or one that was escalated to the lead.
 * @throws RefusedRequest 404 both for an unknown task and for another CSM's, so that the answer reveals nothing
 */
export const findOwnTask = async (
  { csm, team }: { csm: Csm; team: Team },
  id: string,
  { tasks }: Pick<AllPorts, 'tasks'>,
): Promise<Task> => {
  const known = idOrNothing(id, longestIds.task);
  const account = known === undefined ? undefined : await tasks.accountOf(id);
  const task = account === undefined ? undefined : await tasks.find(account, id);
  if (task !== undefined && isOf(csm, team, task)) return task;
  throw new RefusedRequest('not_found', `There is no task ${id.slice(0, 200)}.`, { status: 404 });
};

const isOf = (csm: Csm, team: Team, { owner, formerOwner }: Task): boolean =>
  teamOf(csm.id, team).some(id => id === owner || id === formerOwner);
