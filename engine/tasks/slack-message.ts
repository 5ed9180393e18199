import type { Task, TaskChange } from '../account/task.ts';
import { revenueText } from '../kernel/money.ts';
import { shortened } from '../kernel/shortened.ts';
import { ownersDay } from './owner-zone.ts';
import type { Staff } from './task-actions.ts';
import { taskSummary } from './task-summary.ts';

/**
 * Block Kit: a summary line, and below it the facts that CSMs sort by. Names are plain text, so that they trigger no
 * mentions.
 */
export const slackMessage = (task: Task, change: TaskChange, staff: Staff): { text: string; blocks: object[] } => {
  const line = shortened(taskSummary(task), 2_900);
  const facts = [
    titles[change] ?? 'Task',
    `severity ${task.severity}`,
    task.owner,
    ...(task.arrAtStake === null ? [] : [`${revenueText(task.arrAtStake)} a year`]),
    `due ${ownersDay(task.dueAt, task, staff)}`,
  ];
  return {
    text: escaped(line),
    blocks: [
      { type: 'section', text: { type: 'plain_text', text: line, emoji: false } },
      { type: 'context', elements: [{ type: 'plain_text', text: shortened(facts.join(' · '), 1_900), emoji: false }] },
    ],
  };
};

const titles: Partial<Record<TaskChange, string>> = {
  opened: 'New task',
  raised: 'More severe now',
  woken: 'Snooze ended',
  breached: 'Overdue, now yours',
  reassigned: 'This account is now yours',
};

/** @see https://docs.slack.dev/messaging/formatting-message-text/#escaping */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
