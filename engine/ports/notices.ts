import type { TaskChange } from '../account/task.ts';
import type { Instant } from '../kernel/instant.ts';

/** Announces a task's revision and its cause. Ids only: the consumer looks up the task. */
export interface TaskNotice {
  account: string;
  task: string;
  revision: number;
  change: TaskChange;
  at: Instant;
}

/** Announces a survey answer that may have a comment. Ids only: the consumer looks up the comment. */
export interface AnswerNotice {
  account: string;
  /** Id of the answer's event. */
  answer: string;
  /** When the survey was answered. */
  at: Instant;
}

export interface Notices {
  /** Delivered at least once, in no particular order. */
  announce(notice: TaskNotice | AnswerNotice): Promise<void>;
}
