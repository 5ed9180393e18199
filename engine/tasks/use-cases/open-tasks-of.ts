import type { Task, TaskList } from '../../account/task.ts';
import type { AllPorts } from '../../ports/ports.ts';

/** Far more than a team can do in a day; only the first are needed. */
const most = 2_000;
const together = 100;

/**
 * Open tasks of these owners, and those of theirs that others hold since they were late. In no order; the earliest due
 * come first where there are more than 2,000 of an owner.
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
