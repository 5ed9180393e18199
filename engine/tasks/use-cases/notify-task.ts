import type { Task, TaskChange } from '../../account/task.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import type { TaskNotice } from '../../ports/notices.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { slackMessage } from '../slack-message.ts';
import { taskView } from '../task-view.ts';
import { postToSlack, refreshSlack } from './refresh-slack.ts';
import { tellOnce } from './tell-once.ts';

type NotifyPorts = PortsWith<'bus' | 'claims' | 'slack' | 'taskMessages' | 'tasks'>;

/** The change that was announced is not there: it comes in a moment, or its process died and does all of it again. */
export class TaskNotWritten extends Error {
  override readonly name = 'TaskNotWritten';
}

/**
 * A commit that was announced is written by then, or never: the process that announced it is over, and what does its work again
 * announces it again. Longer than the time-out of every function that announces, and short of the five tries of a queue.
 */
const writtenWithinSeconds = 70;

/**
 * Sends a task's change to the configured sinks, once each: to Slack what needs attention, to the webhook and the event bus
 * every change. A receiver that gets it again, after a crash, finds the same idempotency key.
 * @throws TaskNotWritten while the change is not written yet, and whatever a sink's failure is
 */
export const notifyTask = async (notice: TaskNotice, ports: NotifyPorts): Promise<void> => {
  const { tasks, clock, settings } = ports;
  const task = await tasks.find(notice.account, notice.task);
  if (task === undefined || task.revision < notice.revision) {
    if (plusSeconds(notice.at, writtenWithinSeconds) <= clock.now()) return;
    throw new TaskNotWritten(`Task ${notice.task} is not at revision ${notice.revision} yet.`);
  }
  // Another change won the revision; it has a notice of its own.
  if (task.revision === notice.revision && task.change !== notice.change) return;
  const key = `${task.id}.${notice.revision}.${notice.change}`;
  const { slack, webhook, eventBus } = settings.taskSinks;
  const { account } = task;
  if (webhook) {
    const body = { id: key, type: 'task', change: notice.change, task: taskView(task) };
    await tellOnce({ name: `webhook.${key}`, account, again: true }, ports, () =>
      ports.poster.post({ kind: 'webhook', name: webhook }, body, key),
    );
  }
  if (eventBus) {
    await tellOnce({ name: `bus.${key}`, account, again: true }, ports, () =>
      ports.bus.put(eventBus, 'Task Changed', eventOf(key, notice, task)),
    );
  }
  // Whoever did what, wherever.
  await refreshSlack(task, ports);
  if (slack && asksForAttention(notice.change, task)) {
    await tellOnce({ name: `slack.${key}`, account, again: false }, ports, () =>
      ports.slack
        ? postToSlack(task, ports)
        : ports.poster.post({ kind: 'slack', name: slack }, slackMessage(task, notice.change), key),
    );
  }
};

/** Tasks of the digest do not interrupt, and neither do tasks that were resolved since. */
const asksForAttention = (change: TaskChange, { inDigest, status }: Task): boolean =>
  (['opened', 'raised', 'woken', 'breached', 'reassigned'] as const).some(each => each === change) &&
  inDigest !== true &&
  status !== 'resolved' &&
  status !== 'snoozed';

/** Ids only: a bus has many readers. */
const eventOf = (id: string, { revision, change }: TaskNotice, task: Task) => ({
  id,
  task: task.id,
  account: task.account,
  type: task.type,
  reason: task.reason,
  severity: task.severity,
  status: task.status,
  owner: task.owner,
  change,
  revision,
  ...(task.outcome && { outcome: task.outcome.code }),
});
