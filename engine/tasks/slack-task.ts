import type { Task } from '../account/task.ts';
import { atTime, isWorkday, localDate } from '../definition/calendar.ts';
import { plusDays } from '../definition/dates.ts';
import type { BusinessCalendar } from '../definition/policy.ts';
import { taskOutcomes } from '../definition/task.ts';
import { calendarOf, type Team } from '../definition/team.ts';
import type { Instant } from '../kernel/instant.ts';
import { slackMessage } from './slack-message.ts';
import type { Staff } from './task-actions.ts';
import { outcomeWords, taskStanding } from './task-standing.ts';

/** A message in the form of `chat.postMessage`. */
export interface SlackBlocks {
  text: string;
  blocks: object[];
}

/** A task's message in its current state: its summary, who acted last, and buttons for the possible actions. */
export const slackTask = (task: Task, staff: Staff, link: string | undefined): SlackBlocks => {
  const { text, blocks } = slackMessage(task, task.change ?? 'updated', staff);
  const stands = taskStanding(task, staff);
  return {
    text,
    blocks: [
      ...blocks,
      ...(stands === undefined ? [] : [{ type: 'context', elements: [words(stands)] }]),
      ...buttons(task, link),
    ],
  };
};

const words = (text: string) => ({ type: 'plain_text', text, emoji: false });

/** Slack's limit for the id of a block, which holds the task's id and the revision that the message shows. */
const longestBlockId = 255;

const buttons = (task: Task, link: string | undefined): object[] => {
  const block_id = `${task.revision} ${task.id}`;
  const open = link === undefined ? [] : [{ type: 'button', action_id: 'open', text: words('Open'), url: link }];
  const canAct = task.status !== 'resolved' && block_id.length <= longestBlockId;
  const acts = [
    ...(task.status === 'acknowledged'
      ? []
      : [{ type: 'button', action_id: 'acknowledge', text: words('Take it up'), value: 'acknowledge' }]),
    {
      type: 'static_select',
      action_id: 'snooze',
      placeholder: words('Snooze'),
      options: Object.entries(snoozes).map(([value, { text }]) => ({ text: words(text), value })),
    },
    {
      type: 'static_select',
      action_id: 'resolve',
      placeholder: words('Resolve'),
      options: taskOutcomes.map(value => ({ text: words(outcomeWords(value)), value })),
    },
  ];
  const elements = [...(canAct ? acts : []), ...open];
  return elements.length === 0 ? [] : [{ type: 'actions', block_id, elements }];
};

/** The task id and revision in the id of a block. */
export const taskOfBlock = (blockId: string): { id: string; revision: number } | undefined => {
  const [, revision, id] = /^(\d{1,9}) (.+)$/s.exec(blockId) ?? [];
  return id === undefined ? undefined : { id, revision: Number(revision) };
};

const snoozes = { tomorrow: { text: 'Until tomorrow' }, next_week: { text: 'Until next week' } } as const;
export type SlackSnooze = keyof typeof snoozes;
export const slackSnoozes = Object.keys(snoozes) as [SlackSnooze, ...SlackSnooze[]];

/** The beginning of the CSM's next working day, or of the first one of next week. */
export const snoozedUntil = (
  how: SlackSnooze,
  { csm, team, business, now }: { csm: string; team: Team; business: BusinessCalendar; now: Instant },
): Instant => {
  const calendar = calendarOf(csm, team, business);
  const today = localDate(now, calendar.timezone);
  // Monday is 1.
  const weekday = new Date(`${today}T00:00:00Z`).getUTCDay() || 7;
  let date = plusDays(today, how === 'tomorrow' ? 1 : 8 - weekday);
  for (let days = 0; days < 30 && !isWorkday(date, calendar); days++) date = plusDays(date, 1);
  return atTime(date, calendar.opens, calendar.timezone);
};
