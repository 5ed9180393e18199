import type { TimelineLine } from '../../account/timeline.ts';
import { daysBetween } from '../../definition/dates.ts';
import type { Limits } from '../../definition/limits.ts';
import type { PathPart } from '../../promises/moment.ts';
import type { Example } from '../../promises/prove.ts';
import { brokenPromise, type WhatIsBroken } from './playable-example.ts';

/** How a play shows that a path exceeds a limit of the policy. */
export const overLimit = (limit: keyof Limits, most: number, path: Example): WhatIsBroken => byLimit[limit](most, path);

const byLimit: Readonly<Record<keyof Limits, (most: number, path: Example) => WhatIsBroken>> = {
  mailsPerContact30d: most => brokenPromise({ kind: 'atMost', most, of: { channel: 'email' }, days: 30 }),
  tasksPerCsmWeek: most => ({
    matters: part => part.is === 'task',
    isSeen: ({ lines }) => {
      const dates = lines.filter(isOpened).map(({ at }) => at.slice(0, 10));
      return dates.some((date, index) => dates.slice(index).filter(each => daysBetween(date, each) < 7).length > most);
    },
  }),
  // The cost of a path follows from its actions.
  costPer1000: (_, path) => ({
    matters: part => deedsOf([part]).length > 0,
    isSeen: ({ lines }) => {
      const done = lines.map(doneIn);
      return deedsOf(path.map(({ happens }) => happens)).every(deed => done.includes(deed));
    },
  }),
};

const isOpened = ({ entry }: TimelineLine): boolean => entry.type === 'task' && entry.action === 'opened';

const deedsOf = (parts: readonly PathPart[]): string[] =>
  parts.flatMap(part => {
    if ('arm' in part) return [`${part.step} takes ${part.arm}`];
    return 'outcome' in part && part.outcome !== 'skipped' ? [`${part.step} ${part.outcome}`] : [];
  });

const doneIn = ({ entry }: TimelineLine): string => {
  if (entry.type === 'branch') return `${entry.step} takes ${entry.took}`;
  if (entry.type === 'touch') return `${entry.step} ${entry.outcome}`;
  return entry.type === 'task' ? `${entry.step} ${entry.action}` : '';
};
