import type { Task } from '../account/task.ts';
import type { Playbook } from '../definition/playbook.ts';
import { revenueCurrency, revenueText } from '../kernel/money.ts';
import { playbookProgress, playbookView } from './playbook-view.ts';
import { factText, taskSummary } from './task-summary.ts';

/** A task as webhooks send it and lists show it. `playbooks`: adds the progress of the task's playbook. */
export const taskView = (task: Task, playbooks: readonly Playbook[] = []) => {
  const { id, account, accountName, type, reason, severity, status, owner, evidence, play, arrAtStake } = task;
  const progress = playbookProgress(task, playbookOf(task, playbooks));
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
    ...(progress && { playbook: progress }),
    arrAtStake,
    ...(arrAtStake !== null && {
      atStake: { amount: arrAtStake, currency: revenueCurrency, text: `${revenueText(arrAtStake)} a year` },
    }),
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

/** A task as shown to the CSM who works on it: with its playbook's steps. */
export const wholeTask = (task: Task, playbooks: readonly Playbook[]) => {
  const playbook = playbookView(task, playbookOf(task, playbooks));
  const { playbook: _, ...view } = taskView(task);
  return { ...view, ...(playbook && { playbook }) };
};

const playbookOf = ({ playbook }: Task, playbooks: readonly Playbook[]): Playbook | undefined =>
  playbooks.find(({ id }) => id === playbook?.id);

export type WholeTask = ReturnType<typeof wholeTask>;
export type TaskView = ReturnType<typeof taskView>;
