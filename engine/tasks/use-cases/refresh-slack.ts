import type { Task } from '../../account/task.ts';
import type { AllPorts } from '../../ports/ports.ts';
import { type SlackDigest, slackDigest } from '../slack-digest.ts';
import { type SlackBlocks, slackTask } from '../slack-task.ts';
import { taskLink } from '../task-link.ts';
import { staffOf } from './staff-of.ts';

export type SlackPorts = Pick<AllPorts, 'build' | 'settings' | 'slack' | 'taskMessages' | 'tasks'>;

/** Updates every Slack message that shows the task. May be repeated. @throws PostUnavailable */
export const refreshSlack = async (task: Task, ports: SlackPorts): Promise<void> => {
  const { slack, taskMessages } = ports;
  const messages = slack ? await taskMessages.ofTask(task) : [];
  for (const { channel, ts, digest } of messages)
    await slack?.update(
      { channel, ts },
      digest ? await shownAmong(digest, task, ports) : await shownAlone(task, ports),
    );
};

/** Posts a new message about the task, with buttons. @throws as `Slack.post` */
export const postToSlack = async (task: Task, ports: SlackPorts & Pick<AllPorts, 'clock'>): Promise<void> => {
  const { clock, slack, taskMessages } = ports;
  const place = await slack?.post(await shownAlone(task, ports));
  if (place) await taskMessages.keep(task, place, clock.now());
};

const shownAlone = async (task: Task, { build, settings }: SlackPorts): Promise<SlackBlocks> =>
  slackTask(task, await staffOf({ build }), taskLink(task, settings.taskUrl));

/** The digest with the current state of its tasks, without those that no longer exist. */
const shownAmong = async (
  digest: SlackDigest,
  task: Task,
  { build, settings, tasks }: SlackPorts,
): Promise<SlackBlocks> => {
  const found = await Promise.all(
    digest.tasks.map(({ account, id }) => (id === task.id ? task : tasks.find(account, id))),
  );
  return slackDigest(
    digest,
    found.flatMap(each => each ?? []),
    await staffOf({ build }),
    each => taskLink(each, settings.taskUrl),
  );
};
