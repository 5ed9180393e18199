import type { TaskTeller } from '../teller.ts';

/** Ids only: a bus has many readers. */
export const eventBusTeller: TaskTeller = {
  tell: ({ notice: { revision, change }, task, key }, to, { bus }) =>
    bus.put(to, 'Task Changed', {
      id: key,
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
    }),
};
