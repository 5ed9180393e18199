import type { Task } from '../account/task.ts';

/** A link to the task: opening it changes nothing, and the page requires a sign-in. */
export const taskLink = ({ id, account }: Pick<Task, 'id' | 'account'>, taskUrl: string | undefined) =>
  taskUrl?.replaceAll('{task}', encodeURIComponent(id)).replaceAll('{account}', encodeURIComponent(account));
