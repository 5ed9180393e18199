import type { Change } from '../../domain/change.ts';
import type { Instant } from '../../domain/instant.ts';
import type { TaskChange } from '../../domain/task.ts';
import type { Ports } from '../ports.ts';

/** That a task is to be at a revision, and why. Ids only: what the task says is looked up by whoever tells it. */
export interface TaskNotice {
  account: string;
  task: string;
  revision: number;
  change: TaskChange;
  at: Instant;
}

export interface Notices {
  /** At least once, in no order. Costs nothing where nobody is to be told. */
  announce(notice: TaskNotice): Promise<void>;
}

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
