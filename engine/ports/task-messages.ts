import type { Instant } from '../kernel/instant.ts';
import type { SlackPlace } from './slack.ts';

/** Where tasks are shown in Slack, for 90 days. Strongly consistent. */
export interface TaskMessages {
  /** Again, it changes nothing. */
  keep(task: { account: string; id: string }, place: SlackPlace, now: Instant): Promise<void>;
  /** In order of their posting. */
  ofTask(task: { account: string; id: string }): Promise<SlackPlace[]>;
}
