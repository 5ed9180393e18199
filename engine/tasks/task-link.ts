import type { Task } from '../account/task.ts';

/** A link to the task: reading it changes nothing, and what it shows asks who is there. */
export const taskLink = ({ id, account }: Pick<Task, 'id' | 'account'>, taskUrl: string | undefined) =>
  taskUrl?.replaceAll('{task}', encodeURIComponent(id)).replaceAll('{account}', encodeURIComponent(account));
