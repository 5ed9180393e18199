import type { TaskChange } from '../account/task.ts';
import type { Instant } from '../kernel/instant.ts';

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
