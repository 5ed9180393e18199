import type { Task } from '../account/task.ts';
import { factText, taskSummary } from './task-summary.ts';

/** A task as CSMs and receivers of webhooks see it. */
export const taskView = (task: Task) => {
  const { id, account, accountName, type, reason, severity, status, owner, evidence, play, arrAtStake } = task;
  const { openedAt, acknowledgeBy, dueAt, snoozedUntil, breachedAt, formerOwner, outcome, journey, revision } = task;
  return {
    id,
    summary: taskSummary(task),
    account,
    accountName: accountName ?? account,
    type,
    reason: task.because ?? reason,
    severity,
    status,
    owner,
    evidence: evidence.map(each => ({ ...each, text: factText(each) })),
    play,
    arrAtStake,
    journey,
    openedAt,
    acknowledgeBy,
    dueAt,
    inDigest: task.inDigest === true,
    ...(snoozedUntil && { snoozedUntil }),
    ...(breachedAt && { breachedAt }),
    ...(formerOwner && { formerOwner }),
    ...(outcome && { outcome }),
    revision,
  };
};

export type TaskView = ReturnType<typeof taskView>;
