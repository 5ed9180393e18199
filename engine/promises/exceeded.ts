import type { Limits } from '../definition/limits.ts';
import type { ExceededLimit } from '../journey/check/proofs.ts';
import { counted } from '../kernel/counted.ts';
import { memoizeAbout } from '../kernel/memoize.ts';
import { describeExample } from './describe-example.ts';
import { atMostMonitor } from './monitors/at-most.ts';
import { windowMonitor } from './monitors/window.ts';
import { pathsOf } from './paths.ts';
import { type Example, type Proven, proveBy } from './prove.ts';

/** The limits that a journey exceeds on some path. `minute`: dollars of a minute of a CSM's time. */
export const exceeded = memoizeAbout((proven: Proven, limits: Limits, minute: number): readonly ExceededLimit[] =>
  pathsOver(proven, limits, minute).map(({ path, ...told }) => ({ ...told, example: describeExample(path) })),
);

/** A limit, and a path that is over it. */
export interface PathOver {
  limit: keyof Limits;
  /** The path's value, and the allowed one. */
  what: string;
  path: Example;
}

/** For each limit that the journey exceeds: the shortest path over it, or the most expensive one for costs. */
export const pathsOver = (proven: Proven, limits: Limits, minute: number): PathOver[] =>
  (Object.keys(byLimit) as (keyof Limits)[]).flatMap(limit => {
    const most = limits[limit];
    const found = most === undefined ? undefined : byLimit[limit](proven, most, minute);
    return found ? [{ limit, ...found }] : [];
  });

type Found = Omit<PathOver, 'limit'> | undefined;

const byLimit: Readonly<Record<keyof Limits, (proven: Proven, most: number, minute: number) => Found>> = {
  costPer1000: (proven, most, minute) => {
    const [dearest] = pathsOf(proven, minute)
      .map(group => group.dearest)
      .sort((a, b) => b.dollars - a.dollars);
    if (dearest === undefined || 1_000 * dearest.dollars <= most) return undefined;
    const what = `1,000 enrollments cost $${(1_000 * dearest.dollars).toFixed(2)}, where the policy allows $${most}`;
    return { what, path: dearest.parts };
  },
  mailsPerContact30d: (proven, most) => {
    const { broken } = proveBy(proven, atMostMonitor({ kind: 'atMost', most, of: { channel: 'email' }, days: 30 }));
    return broken && { what: `more than ${counted(most, 'mail')} in 30 days`, path: broken };
  },
  tasksPerCsmWeek: (proven, most) => {
    const counts = (part: { is: string; outcome?: string }) => part.is === 'task' && part.outcome === 'opened';
    const { broken } = proveBy(proven, windowMonitor({ most, days: 7, counts }));
    return broken && { what: `more than ${counted(most, 'task')} in a week`, path: broken };
  },
};
