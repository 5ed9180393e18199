import type { Task } from '../../../../account/task.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { openTaskKey, ownerIndex, resolvedTaskKey, taskKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** Open tasks are read with every decision and found by owner and by id; a resolved one moves out of the way of decisions. */
export const taskWrites = (task: Task): ItemWrite[] => {
  const open = openTaskKey(task.account, task.id);
  const resolved = resolvedTaskKey(task.account, task.id);
  const tests = isNextRevision(task.revision);
  if (task.status === 'resolved') {
    return [
      { kind: 'delete', key: open, tests },
      { kind: 'put', key: resolved, item: { ...packed(task), ...ownerIndex(task) }, tests: [{ kind: 'isNew' }] },
    ];
  }
  return [
    { kind: 'put', key: open, item: { revision: task.revision, ...packed(task), ...ownerIndex(task) }, tests },
    // The same escalation coming late must not open its task again.
    ...(task.revision <= 1
      ? [
          { kind: 'check', key: resolved, tests: [{ kind: 'isNew' }] } as const,
          { kind: 'put', key: taskKey(task.id), item: { account: task.account } } as const,
        ]
      : []),
  ];
};
