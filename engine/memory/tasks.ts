import { type Task, type TaskPlace, taskList, taskTime } from '../account/task.ts';
import type { Tasks } from '../ports/tasks.ts';
import { immutable } from './immutable.ts';
import { type ChangeWriters, isMadeFrom, type RowWrite } from './row-write.ts';
import { behind, deleteRow, justAfter, newRows, putRow, rowAt, rowsBetween, rowsUnder } from './rows.ts';
import { entry, readAccount, type Store } from './store.ts';

export const memoryTasks = (store: Store): Tasks => {
  const tasksOf = (owner: string) => store.ownersTasks.get(owner) ?? newRows<Task>();
  return {
    countOpen: async owner => ({
      now: rowsUnder(tasksOf(owner), 'now#').length,
      digest: rowsUnder(tasksOf(owner), 'digest#').length,
    }),
    ofOwner: async (owner, list, { limit, after }) => {
      const from = after ? justAfter(placeOf(after)) : `${list}#`;
      const tasks = rowsBetween(tasksOf(owner), from, behind(`${list}#`), limit);
      return { tasks, isLast: tasks.length < limit };
    },
    accountOf: async id => store.taskAccounts.get(id),
    find: async (account, id) => {
      const { openTasks, resolvedTasks } = readAccount(store, account);
      return rowAt(openTasks, id) ?? rowAt(resolvedTasks, id);
    },
  };
};

/** A resolved task moves to rows of its own, which snapshots for decisions do not read. */
export const taskWriters: ChangeWriters<'task'> = {
  task: ({ task }, { openTasks, resolvedTasks }, store) => {
    const [open, resolved] = [`task ${task.id}`, `resolved ${task.id}`];
    const isNew = () => rowAt(resolvedTasks, task.id) === undefined;
    const kept = immutable(task);
    const openWrite: RowWrite = {
      row: open,
      isWhole: true,
      test: () => isMadeFrom(task.revision, rowAt(openTasks, task.id)),
      apply: () => {
        // As in the table, a resolved task has a row of its own, which only another resolution replaces.
        const replaced = [rowAt(openTasks, task.id), kept.status === 'resolved' && rowAt(resolvedTasks, task.id)];
        for (const before of replaced)
          if (before) deleteRow(entry(store.ownersTasks, before.owner, newRows), placeOf(before));
        putRow(entry(store.ownersTasks, kept.owner, newRows), placeOf(kept), kept);
        if (kept.status === 'resolved') deleteRow(openTasks, kept.id);
        else putRow(openTasks, kept.id, kept);
      },
    };
    if (task.status === 'resolved')
      return [
        openWrite,
        { row: resolved, isWhole: true, test: isNew, apply: () => putRow(resolvedTasks, kept.id, kept) },
      ];
    if (task.revision > 1) return [openWrite];
    return [
      openWrite,
      // A late repeat of the same escalation must not reopen its task.
      { row: resolved, test: isNew },
      {
        row: `account of ${task.id}`,
        isWhole: true,
        apply: () => void store.taskAccounts.set(task.id, task.account),
      },
    ];
  },
};

const placeOf = (task: TaskPlace): string => `${taskList(task)}#${taskTime(task)}#${task.account}#${task.id}`;
