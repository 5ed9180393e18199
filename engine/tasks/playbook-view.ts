import type { Task } from '../account/task.ts';
import type { Playbook } from '../definition/playbook.ts';

/** Progress of a task's playbook; 0 of 0 steps if the playbook no longer exists. */
export const playbookProgress = ({ playbook, ticked = [] }: Pick<Task, 'playbook' | 'ticked'>, known?: Playbook) => {
  if (playbook === undefined) return undefined;
  const steps = known?.steps ?? [];
  return {
    ...playbook,
    done: steps.filter(({ id }) => ticked.some(({ step }) => step === id)).length,
    of: steps.length,
  };
};

/**
 * The playbook of a task as a person follows it. Its texts are the current ones; ticks of removed steps are left out.
 */
export const playbookView = (task: Pick<Task, 'account' | 'status' | 'playbook' | 'ticked'>, known?: Playbook) => {
  const progress = playbookProgress(task, known);
  if (progress === undefined) return undefined;
  const { why, say, steps = [], links = [] } = known ?? {};
  return {
    ...progress,
    ...(why && { why }),
    steps: steps.map(({ id, text }) => {
      const tick = task.ticked?.find(({ step }) => step === id);
      return { id, text, ...(tick && { doneAt: tick.at, doneBy: tick.by }) };
    }),
    ...(say && { say }),
    links: links.map(({ title, url }) => ({
      title,
      url: url.replaceAll('{account}', encodeURIComponent(task.account)),
    })),
    /** All steps are done, and only the outcome is missing. */
    asksForOutcome: progress.of > 0 && progress.done === progress.of && task.status !== 'resolved',
  };
};
