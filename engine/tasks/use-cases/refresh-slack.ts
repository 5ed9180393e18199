import type { Task } from '../../account/task.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { slackTask } from '../slack-task.ts';
import { taskLink } from '../task-link.ts';

export type SlackPorts = Pick<AllPorts, 'build' | 'settings' | 'slack' | 'taskMessages'>;

/** Shows the task as it stands wherever it is in Slack. May be repeated. @throws PostUnavailable */
export const refreshSlack = async (task: Task, { build, settings, slack, taskMessages }: SlackPorts): Promise<void> => {
  const places = slack ? await taskMessages.ofTask(task) : [];
  if (places.length === 0) return;
  const message = slackTask(task, await build.team(), taskLink(task, settings.taskUrl));
  for (const place of places) await slack?.update(place, message);
};

/** A new message of the task, with buttons. @throws as `Slack.post` */
export const postToSlack = async (
  task: Task,
  { build, clock, settings, slack, taskMessages }: SlackPorts & Pick<AllPorts, 'clock'>,
): Promise<void> => {
  const place = await slack?.post(slackTask(task, await build.team(), taskLink(task, settings.taskUrl)));
  if (place) await taskMessages.keep(task, place, clock.now());
};
