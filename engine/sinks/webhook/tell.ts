import { taskView } from '../../tasks/task-view.ts';
import type { TaskTeller } from '../teller.ts';

/** A signed post with an idempotency key, by which the receiver drops repeats. */
export const webhookTeller: TaskTeller = {
  tell: ({ notice: { change }, task, key }, to, { poster }) =>
    poster.post({ kind: 'webhook', name: to }, { id: key, type: 'task', change, task: taskView(task) }, key),
};
