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

/** That a customer may have written something with an answer. Ids only: the consumer looks up the words. */
export interface AnswerNotice {
  account: string;
  /** Of its event. */
  answer: string;
  /** When it was said. */
  at: Instant;
}

export interface Notices {
  /** At least once, in no order. Costs nothing where no sink is configured. */
  announce(notice: TaskNotice | AnswerNotice): Promise<void>;
}
