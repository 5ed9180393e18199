import type { Task } from '../account/task.ts';
import type { TaskOutcome } from '../definition/task.ts';
import { csmOf, type Team } from '../definition/team.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { WholeTask } from './task-view.ts';

/** An action, and the revision of the task that it was chosen for. */
interface Wish {
  by: string;
  outcome?: TaskOutcome | undefined;
  revision?: number | undefined;
}

/**
 * Two people act on one task: the second is told the first's action, with its time, and the task's state. Resolving it again as it is resolved
 * is no conflict.
 * @throws RefusedRequest 409
 */
export const mustNotConflict = (
  task: Task,
  { by, outcome, revision: seen }: Wish,
  { team, shown }: { team: Team; shown: WholeTask },
): void => {
  const { acted, status } = task;
  const told = acted && {
    action: acted.action,
    by: { id: acted.by, name: nameOf(acted.by, team) },
    at: acted.at,
  };
  const state = { task: shown, ...(told && { acted: told }) };
  if (status === 'resolved') {
    if (outcome !== undefined && task.outcome?.code === outcome) return;
    const how = task.outcome && acted ? ` ${nameOf(acted.by, team)} resolved it: ${task.outcome.code}.` : '';
    throw new RefusedRequest('already_resolved', `The task is resolved.${how} What happens next is another task.`, {
      status: 409,
      state,
    });
  }
  if (told === undefined || acted === undefined || seen === undefined) return;
  if (acted.revision <= seen || acted.by === by) return;
  throw new RefusedRequest('acted_meanwhile', `${told.by.name} did something with it meanwhile: ${acted.action}.`, {
    status: 409,
    state,
  });
};

const nameOf = (id: string, team: Team): string => csmOf(id, team)?.name ?? id;
