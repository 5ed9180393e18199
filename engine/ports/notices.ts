import type { TaskChange } from '../account/task.ts';
import type { Instant } from '../kernel/instant.ts';

/** That a task is to be at a revision, and why. Ids only: the consumer looks up the task. */
export interface TaskNotice {
  account: string;
  task: string;
  revision: number;
  change: TaskChange;
  at: Instant;
}

export interface Notices {
  /** At least once, in no order. Costs nothing where no sink is configured. */
  announce(notice: TaskNotice): Promise<void>;
}
