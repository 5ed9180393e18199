import type { TimelineLine } from '../account/timeline.ts';
import { interval95 } from '../numbers/wilson.ts';

/** What became of the latest enrollments of one version. */
export interface VersionFigures {
  began: number;
  /** Ended with an error. */
  failed: number;
  /** Had a touch that was held. */
  held: number;
}

/** Why nobody is to begin in the newest version any more. */
export interface CanaryReason {
  because: Fault;
  newest: VersionFigures;
  rest: VersionFigures;
}

const faults = ['failed', 'held'] as const;
type Fault = (typeof faults)[number];

/** Fewer are told of by their own alarms. */
const leastAffected = 3;
/** Where fewer began in the other version, it is taken as if so many had, and nothing had happened to the missing ones. */
const leastBegan = 20;

/**
 * Does the newest version do worse than the one that it is compared with? Only where the 95 % intervals of both shares lie apart: what
 * chance may explain says nothing.
 */
export const judgeCanary = (newest: VersionFigures, rest: VersionFigures): CanaryReason | undefined => {
  const because = faults.find(fault => {
    if (newest[fault] < leastAffected) return false;
    const [low] = interval95(newest[fault], newest.began);
    const [, high] = interval95(rest[fault], Math.max(rest.began, leastBegan));
    return low > high;
  });
  return because && { because, newest, rest };
};

/** For people. */
export const describeCanary = ({ because, newest, rest }: CanaryReason): string => {
  const told = { failed: 'failed', held: 'had touches held' }[because];
  return `${newest[because]} of ${newest.began} ${told}, and ${rest[because]} of ${rest.began} in the version before`;
};

/** Each enrollment by all lines of its own. */
export const figuresOfLines = (stories: readonly (readonly TimelineLine[])[]): VersionFigures => {
  const count = (has: (line: TimelineLine) => boolean) => stories.filter(lines => lines.some(has)).length;
  return {
    began: stories.length,
    failed: count(({ entry }) => entry.type === 'failed'),
    held: count(({ entry }) => entry.type === 'touch' && entry.outcome === 'held'),
  };
};
