import type { Task } from '../account/task.ts';
import type { TaskOutcome } from '../definition/task.ts';
import { csmOf } from '../definition/team.ts';
import { ownersDay } from './owner-zone.ts';
import type { Staff } from './task-actions.ts';

/** The state of a task in words, with the person who acted last. */
export const taskStanding = (task: Task, staff: Staff): string | undefined => {
  const { status, acted, snoozedUntil, outcome } = task;
  const { team } = staff;
  const who = acted && (csmOf(acted.by, team)?.name ?? acted.by);
  if (status === 'resolved')
    return outcome
      ? `Done: ${outcomeWords(outcome.code)} (${csmOf(outcome.by, team)?.name ?? outcome.by})`
      : 'Done: resolved automatically';
  if (status === 'snoozed' && snoozedUntil !== undefined)
    return `Snoozed until ${ownersDay(snoozedUntil, task, staff)}${who ? ` by ${who}` : ''}`;
  if (status === 'acknowledged') return `${who ?? 'Someone'} is working on it`;
  return acted?.action === 'reassigned' ? `Reassigned by ${who}` : undefined;
};

export const outcomeWords = (code: TaskOutcome): string => code.replaceAll('_', ' ');
