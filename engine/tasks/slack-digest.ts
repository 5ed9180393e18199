import type { Task } from '../account/task.ts';
import { counted } from '../kernel/counted.ts';
import { revenueText } from '../kernel/money.ts';
import type { Digest } from './digest.ts';
import { type SlackBlocks, slackTask } from './slack-task.ts';
import type { Staff } from './task-actions.ts';

/** The Monday message of a CSM: its title, and the tasks that it shows. */
export interface SlackDigest {
  title: string;
  tasks: readonly { account: string; id: string }[];
  /** Number of tasks left out for lack of room. */
  more: number;
}

/** Slack allows 50 blocks in a message, and a task takes up to four. */
const mostTasks = 12;

/** A CSM's Monday message: late tasks first, then the rest of the digest. */
export const slackDigestOf = ({
  breached,
  ranked,
  muting,
  withLead,
  more,
  atStake,
}: Digest): SlackDigest & { shown: readonly Task[] } => {
  const tasks = [...breached, ...ranked, ...muting, ...withLead];
  const shown = tasks.slice(0, mostTasks);
  const count = tasks.length + more;
  return {
    title: `Your Monday: ${counted(count, 'task')}, ${revenueText(atStake)} a year at stake`,
    tasks: shown.map(({ account, id }) => ({ account, id })),
    more: count - shown.length,
    shown,
  };
};

/** The digest with the current state of its tasks, each with its buttons. */
export const slackDigest = (
  { title, more }: Omit<SlackDigest, 'tasks'>,
  tasks: readonly Task[],
  staff: Staff,
  linkOf: (task: Task) => string | undefined,
): SlackBlocks => ({
  text: title,
  blocks: [
    { type: 'header', text: plain(title) },
    ...tasks.flatMap(task => slackTask(task, staff, linkOf(task)).blocks),
    ...(more > 0 ? [{ type: 'context', elements: [plain(`And ${more} more: see your mail or the console.`)] }] : []),
  ],
});

const plain = (text: string) => ({ type: 'plain_text', text, emoji: false });
