import { taskView } from '../../tasks/task-view.ts';
import type { TaskTeller } from '../teller.ts';

/** Signed, with the key by which its receiver drops a repeated one. */
export const webhookTeller: TaskTeller = {
  tell: ({ notice: { change }, task, key }, to, { poster }) =>
    poster.post({ kind: 'webhook', name: to }, { id: key, type: 'task', change, task: taskView(task) }, key),
};
