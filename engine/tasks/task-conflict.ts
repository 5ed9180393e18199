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
 * Refuses the second of two people who act on the same revision of a task, with the first's action and the task's
 * state. Resolving it again with the same outcome is no conflict.
 * @throws RefusedRequest 409
 */
export const mustNotConflict = (
  task: Task,
  { by, outcome, revision: seen }: Wish,
  { team, shown }: { team: Team; shown: WholeTask },
): void => {
  const { acted, status } = task;
  const lastAct = acted && {
    action: acted.action,
    by: { id: acted.by, name: nameOf(acted.by, team) },
    at: acted.at,
  };
  const state = { task: shown, ...(lastAct && { acted: lastAct }) };
  if (status === 'resolved') {
    if (outcome !== undefined && task.outcome?.code === outcome) return;
    const how = task.outcome && acted ? ` ${nameOf(acted.by, team)} resolved it: ${task.outcome.code}.` : '';
    throw new RefusedRequest('already_resolved', `The task is resolved.${how} Follow-up work needs a new task.`, {
      status: 409,
      state,
    });
  }
  if (lastAct === undefined || acted === undefined || seen === undefined) return;
  if (acted.revision <= seen || acted.by === by) return;
  throw new RefusedRequest(
    'acted_meanwhile',
    `${lastAct.by.name} changed the task in the meantime: ${acted.action}. Check it and try again.`,
    {
      status: 409,
      state,
    },
  );
};

const nameOf = (id: string, team: Team): string => csmOf(id, team)?.name ?? id;
