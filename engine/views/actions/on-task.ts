import * as z from 'zod';
import { type TaskActionName, taskActions } from '../../definition/task.ts';
import type { WholeTask } from '../../tasks/task-view.ts';
import { actOnTask } from '../../tasks/use-cases/act-on-task.ts';
import { taskActionBodies } from '../../tasks/use-cases/task-action-body.ts';
import { action } from '../action.ts';
import { maySee } from '../viewer.ts';

const summaries: Record<TaskActionName, string> = {
  acknowledge: 'Acknowledge a task',
  snooze: 'Snooze a task',
  tick: 'Mark a step of the playbook as done',
  reassign: 'Reassign a task to another CSM, or to a pool',
  resolve: 'Resolve a task with an outcome',
};

const onTask = <Name extends TaskActionName>(name: Name) =>
  action<'accounts' | 'notes' | 'queue' | 'taskActs' | 'tasks'>()({
    path: `/v1/tasks/{id}/${name}` as const,
    summary: summaries[name],
    roles: ['csm', 'lead'],
    status: 202,
    body: taskActionBodies[name],
    answer: z.object({ success: z.literal(true), task: z.custom<WholeTask>() }),
    act: async ({ id, ...said }, { viewer, at }, ports) => {
      const who = { ...viewer, doesAll: maySee(viewer, ['admin']) || (!viewer.csm && maySee(viewer, ['lead'])) };
      const { task, shown, details, perform } = await actOnTask(who, { id, action: name, said, at }, ports);
      const line = { action: `task.${name}`, account: task.account, task: id, details };
      return { line, perform, answer: { success: true as const, task: shown } };
    },
  });

/** Actions on tasks, by path. */
export const actionsOnTasks = Object.fromEntries(
  (Object.keys(taskActions) as TaskActionName[]).map(name => [onTask(name).path, onTask(name)]),
);
