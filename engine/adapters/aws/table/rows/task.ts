import type { Task } from '../../../../account/task.ts';
import { type ItemWrite, isNextRevision } from '../item-write.ts';
import { openTaskKey, ownerIndex, resolvedTaskKey, taskKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/**
 * Every decision reads open tasks, which are also indexed by owner and id; a resolved task moves to a key of its own.
 */
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
    // A late repeat of the same escalation must not reopen its task.
    ...(task.revision <= 1
      ? [
          { kind: 'check', key: resolved, tests: [{ kind: 'isNew' }] } as const,
          { kind: 'put', key: taskKey(task.id), item: { account: task.account } } as const,
        ]
      : []),
  ];
};
