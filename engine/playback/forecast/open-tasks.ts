import type { TimelineLine } from '../../account/timeline.ts';
import type { Instant } from '../../kernel/instant.ts';

/** The owner of each task that is open at an instant, from a play's lines in order of time. */
export const ownersOfOpenTasks = (lines: readonly TimelineLine[], at: Instant): string[] => {
  const owners = new Map<string, string>();
  for (const { account, journey, enrollment, entry, at: when } of lines) {
    if (entry.type !== 'task' || when > at) continue;
    const task = [account, journey, enrollment, entry.step].join(' ');
    if (entry.action === 'resolved' || entry.action === 'auto-resolved') owners.delete(task);
    else owners.set(task, entry.owner);
  }
  return [...owners.values()];
};
