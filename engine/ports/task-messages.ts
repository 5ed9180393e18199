import type { Instant } from '../kernel/instant.ts';
import type { SlackDigest } from '../tasks/slack-digest.ts';
import type { SlackPlace } from './slack.ts';

/** A message that shows a task, alone or among those of a digest. */
export interface TaskMessage extends SlackPlace {
  digest?: SlackDigest;
}

/** The Slack messages that show tasks, stored for 90 days. Strongly consistent. */
export interface TaskMessages {
  /** Stores a message. Idempotent. */
  keep(task: { account: string; id: string }, message: TaskMessage, now: Instant): Promise<void>;
  /** A task's messages, in the order of posting. */
  ofTask(task: { account: string; id: string }): Promise<TaskMessage[]>;
}
