import type { Change } from '../../account/change.ts';
import type { Ports } from '../../ports/ports.ts';

/**
 * Announces the tasks of a commit before it is written, so that no death of the process loses a notice; who tells it looks
 * whether the revision came to be.
 */
export const announceTasks = async (
  changes: readonly Change[],
  { notices, clock }: Pick<Ports, 'notices' | 'clock'>,
): Promise<void> => {
  if (notices === undefined) return;
  const at = clock.now();
  for (const change of changes) {
    if (change.kind !== 'task' || change.task.change === undefined) continue;
    const { account, id, revision, change: what } = change.task;
    await notices.announce({ account, task: id, revision, change: what, at });
  }
};
