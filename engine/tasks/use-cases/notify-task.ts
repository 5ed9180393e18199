import type { Task, TaskChange } from '../../account/task.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import type { TaskNotice } from '../../ports/notices.ts';
import type { TaskSink } from '../../sinks/sink.ts';
import { sinkNames, sinks } from '../../sinks/sinks.ts';
import type { TellerPorts } from '../../sinks/teller.ts';
import { tellers } from '../../sinks/tellers.ts';
import { notifyOnce } from './notify-once.ts';

/**
 * The announced change is not written yet: its commit is in progress, or its process crashed and the change will be
 * announced again.
 */
export class TaskNotWritten extends Error {
  override readonly name = 'TaskNotWritten';
}

/**
 * After this time, an announced commit that is not there will never be written: its process has ended, and a retry
 * announces it again. Longer than the timeout of every function that announces, and shorter than the five attempts of
 * the queue.
 */
const writtenWithinSeconds = 70;

/**
 * Sends a task's change to the configured sinks, once each, and updates the messages that show the task. A receiver
 * that gets a change again after a crash finds the same idempotency key.
 * @throws TaskNotWritten while the change is not written yet, and any error of a sink
 */
export const notifyTask = async (notice: TaskNotice, ports: TellerPorts): Promise<void> => {
  const { tasks, clock, settings } = ports;
  const task = await tasks.find(notice.account, notice.task);
  if (task === undefined || task.revision < notice.revision) {
    if (plusSeconds(notice.at, writtenWithinSeconds) <= clock.now()) return;
    throw new TaskNotWritten(`Task ${notice.task} is not at revision ${notice.revision} yet.`);
  }
  // Another change won the revision; it has a notice of its own.
  if (task.revision === notice.revision && task.change !== notice.change) return;
  const key = `${task.id}.${notice.revision}.${notice.change}`;
  const told = { notice, task, key };
  for (const name of sinkNames) {
    const to = settings.taskSinks[name];
    if (to === undefined) continue;
    const { tells, dropsRepeated: again }: TaskSink = sinks[name];
    const { tell, show } = tellers[name];
    // Messages in Slack show the task's current state, so every change updates them.
    await show?.(told, to, ports);
    if (tell && (tells === 'every change' || asksForAttention(notice.change, task)))
      await notifyOnce({ name: `${name}.${key}`, account: task.account, again }, ports, () => tell(told, to, ports));
  }
};

/** Tasks of the digest do not interrupt, and neither do tasks that were resolved since. */
const asksForAttention = (change: TaskChange, { inDigest, status }: Task): boolean =>
  (['opened', 'raised', 'woken', 'breached', 'reassigned'] as const).some(each => each === change) &&
  inDigest !== true &&
  status !== 'resolved' &&
  status !== 'snoozed';
