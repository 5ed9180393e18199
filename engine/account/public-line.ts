import { toSecond } from '../kernel/instant.ts';
import type { TimelineEntry, TimelineLine } from './timeline.ts';

/** A line of the public timeline: common fields first, then those of its type. */
export type PublicLine = Readonly<Record<string, unknown>> & {
  at: string;
  account: string;
  journey: string;
  enrollment: string;
  type: string;
};

/**
 * Puts fields in a fixed order, because a table returns them in any order, and the same run must give the same bytes.
 */
export const publicLine = ({ at, account, journey, enrollment, entry }: TimelineLine): PublicLine => ({
  at: toSecond(at),
  account,
  journey,
  enrollment,
  type: entry.type,
  ...fieldsOf(entry),
});

const fields: { [Type in TimelineEntry['type']]: readonly (keyof Extract<TimelineEntry, { type: Type }>)[] } = {
  enrolled: ['trigger', 'holdout'],
  touch: ['step', 'channel', 'outcome', 'template', 'to', 'reason', 'until'],
  branch: ['step', 'took'],
  waited: ['step', 'for'],
  task: [
    'step',
    'action',
    'reason',
    'severity',
    'owner',
    'outcome',
    'playbook',
    'minutes',
    'ticked',
    'unticked',
    'evidence',
  ],
  rescheduled: ['step', 'from', 'to'],
  migrated: ['from', 'to'],
  exited: ['reason', 'goal'],
  completed: ['goal'],
  failed: ['error'],
};

const fieldsOf = (entry: TimelineEntry): Record<string, unknown> =>
  Object.fromEntries(
    fields[entry.type].flatMap(name => {
      const value = (entry as Readonly<Record<string, unknown>>)[name];
      return value === undefined ? [] : [[name, sorted(value)]];
    }),
  );

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => compare(a, b)))
    : value;

/** By time to the second, then account, journey, enrollment, then order of happening. */
export const byTime = (a: TimelineLine, b: TimelineLine): number =>
  compare(toSecond(a.at), toSecond(b.at)) ||
  compare(a.account, b.account) ||
  compare(a.journey, b.journey) ||
  compare(a.enrollment, b.enrollment) ||
  compare(a.at, b.at) ||
  compare(a.key, b.key);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
