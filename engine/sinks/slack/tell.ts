import { slackMessage } from '../../tasks/slack-message.ts';
import { postToSlack, refreshSlack } from '../../tasks/use-cases/refresh-slack.ts';
import { staffOf } from '../../tasks/use-cases/staff-of.ts';
import type { TaskTeller } from '../teller.ts';

/** Posts as an app, whose messages show the current state of the task, or else by an incoming webhook. */
export const slackTeller: TaskTeller = {
  show: ({ task }, _, ports) => refreshSlack(task, ports),
  tell: async ({ notice, task, key }, to, ports) =>
    ports.slack
      ? postToSlack(task, ports)
      : ports.poster.post({ kind: 'slack', name: to }, slackMessage(task, notice.change, await staffOf(ports)), key),
};
