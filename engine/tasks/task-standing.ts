import type { Task } from '../account/task.ts';
import type { TaskOutcome } from '../definition/task.ts';
import { csmOf, type Team } from '../definition/team.ts';

/** The state of a task in words, with the person who acted last. */
export const taskStanding = ({ status, acted, snoozedUntil, outcome }: Task, team: Team): string | undefined => {
  const who = acted && (csmOf(acted.by, team)?.name ?? acted.by);
  if (status === 'resolved')
    return outcome
      ? `Done: ${outcomeWords(outcome.code)} (${csmOf(outcome.by, team)?.name ?? outcome.by})`
      : 'Done: resolved automatically';
  if (status === 'snoozed') return `Snoozed until ${snoozedUntil?.slice(0, 10)}${who ? ` by ${who}` : ''}`;
  if (status === 'acknowledged') return `${who ?? 'Someone'} is working on it`;
  return acted?.action === 'reassigned' ? `Reassigned by ${who}` : undefined;
};

export const outcomeWords = (code: TaskOutcome): string => code.replaceAll('_', ' ');
