import type { Instant } from '../kernel/instant.ts';
import type { SlackDigest } from '../tasks/slack-digest.ts';
import type { SlackPlace } from './slack.ts';

/** A message that shows a task, alone or among those of a digest. */
export interface TaskMessage extends SlackPlace {
  digest?: SlackDigest;
}

/** Where tasks are shown in Slack, for 90 days. Strongly consistent. */
export interface TaskMessages {
  /** Again, it changes nothing. */
  keep(task: { account: string; id: string }, message: TaskMessage, now: Instant): Promise<void>;
  /** In order of their posting. */
  ofTask(task: { account: string; id: string }): Promise<TaskMessage[]>;
}
