import type { Task, TaskList } from '../../account/task.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Limit per owner and list, far more than anyone can do in a day. */
const most = 2_000;
const together = 100;

/**
 * Open tasks of these owners, and their former tasks that `holders` have because they were late. In no particular
 * order. Of an owner with more than 2,000 the earliest due are returned.
 */
export const openTasksOf = async (
  owners: readonly string[],
  holders: readonly string[],
  { tasks }: Pick<AllPorts, 'tasks'>,
): Promise<Task[]> => {
  const listed = async (owner: string, list: TaskList): Promise<Task[]> => {
    const found: Task[] = [];
    for (let isLast = false; !isLast && found.length < most; ) {
      const after = found.at(-1);
      const page = await tasks.ofOwner(owner, list, { limit: together, ...(after && { after }) });
      found.push(...page.tasks);
      isLast = page.isLast || page.tasks.length === 0;
    }
    return found;
  };
  const all = await Promise.all([
    ...owners.flatMap(owner => [listed(owner, 'now'), listed(owner, 'digest')]),
    ...holders.map(async holder =>
      (await listed(holder, 'now')).filter(({ formerOwner = '' }) => owners.includes(formerOwner)),
    ),
  ]);
  return all.flat();
};
