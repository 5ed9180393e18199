import { courseOf } from './course.ts';
import type { Course, Moment, Move, PathPart } from './moment.ts';
import { dollarsOf, noCounts, type PathCounts, plusCounts } from './path-costs.ts';
import { countsOf } from './path-counts.ts';
import type { Example, Proven } from './prove.ts';

/** A path of a journey, with its counts and cost. */
export interface JourneyPath {
  parts: Example;
  counts: PathCounts;
  dollars: number;
}

/** Paths with the same end and the same tasks: their number, and the most expensive one. */
export interface PathGroup {
  end: 'completed' | 'exited';
  tasks: readonly string[];
  count: bigint;
  mails: { least: number; most: number };
  /** Days from the first to the last action. */
  days: { least: number; most: number };
  dearest: JourneyPath;
}

/** A linked list of a path's remaining parts, shared between paths. */
interface Tail {
  part: PathPart;
  day: number;
  rest?: Tail;
}

interface Group extends Omit<PathGroup, 'dearest'> {
  dearest: { tail: Tail; counts: PathCounts; dollars: number };
}

/**
 * All paths of a journey on the plain calendar, in groups: each wait lasts its full time or is ended at once by an
 * event, and an exit may happen at each wait. Paths are counted where they meet, not enumerated: any number is exact.
 */
export const pathsOf = (proven: Proven, minute = 0): PathGroup[] => {
  const course = courseOf(proven.definition, proven.machine, { detours: false, held: [], events: [], ends: true });
  const known = new Map<string, Map<string, Group>>();
  const from = (moment: Moment): Map<string, Group> => {
    const key = JSON.stringify(moment);
    const found = known.get(key);
    if (found) return found;
    const groups = new Map<string, Group>();
    for (const move of structuralMoves(course, moment)) {
      const own = countsOf(proven, moment, move);
      for (const group of move.to ? from(move.to).values() : [endOf(move.happens)])
        join(groups, before(group, move, moment, own, minute));
    }
    known.set(key, groups);
    return groups;
  };
  const all = new Map<string, Group>();
  for (const { happens, to } of course.begins)
    for (const group of from(to).values()) join(all, before(group, { happens, to }, to, noCounts, minute));
  return [...all.values()].map(({ dearest: { tail, counts, dollars }, ...group }) => ({
    ...group,
    dearest: { parts: partsIn(tail), counts, dollars },
  }));
};

/** Moves with each wait skipped to its end, and one exit for all. */
const structuralMoves = (course: Course, moment: Moment): Move[] => {
  const moves = course.movesFrom(moment);
  const last = { ...moment, day: moment.due };
  const later = moment.due > moment.day ? course.movesFrom(last).filter(isByTime) : [];
  const waits = moves.some(({ happens }) => happens.is === 'day') || later.length > 0 || moment.due > moment.day;
  const now = moves.filter(({ happens }) => happens.is !== 'day' && !(happens.is === 'exited' && happens.event));
  const exit = moves.find(({ happens }) => happens.is === 'exited' && happens.event !== undefined);
  return [...now, ...later, ...(waits && exit ? [exit] : [])];
};

const isByTime = ({ happens }: Move): boolean =>
  happens.is === 'went' || (happens.is === 'waited' && happens.event === undefined);

const endOf = (part: PathPart): Group => ({
  end: part.is === 'completed' ? 'completed' : 'exited',
  tasks: [],
  count: 1n,
  mails: { least: 0, most: 0 },
  days: { least: 0, most: 0 },
  dearest: { tail: { part, day: 0 }, counts: noCounts, dollars: 0 },
});

/** Prepends a part to the group. */
const before = (group: Group, { happens: part, to }: Move, moment: Moment, own: PathCounts, minute: number): Group => {
  const counts = plusCounts(group.dearest.counts, own);
  const opens = part.is === 'task' && part.outcome === 'opened';
  const rest = to === undefined ? undefined : group.dearest.tail;
  const day = to?.day ?? moment.day;
  return {
    ...group,
    tasks: opens ? [...new Set([part.step, ...group.tasks])].sort() : group.tasks,
    mails: { least: group.mails.least + own.mails, most: group.mails.most + own.mails },
    days: to === undefined ? { least: day, most: day } : group.days,
    dearest: { tail: { part, day, ...(rest && { rest }) }, counts, dollars: dollarsOf(counts, minute) },
  };
};

const join = (groups: Map<string, Group>, group: Group): void => {
  const key = `${group.end} ${group.tasks.join(' ')}`;
  const other = groups.get(key);
  if (other === undefined) {
    groups.set(key, group);
    return;
  }
  groups.set(key, {
    ...other,
    count: other.count + group.count,
    mails: {
      least: Math.min(other.mails.least, group.mails.least),
      most: Math.max(other.mails.most, group.mails.most),
    },
    days: { least: Math.min(other.days.least, group.days.least), most: Math.max(other.days.most, group.days.most) },
    dearest: other.dearest.dollars >= group.dearest.dollars ? other.dearest : group.dearest,
  });
};

const partsIn = (tail: Tail): Example => {
  const parts: { day: number; happens: PathPart }[] = [];
  for (let at: Tail | undefined = tail; at; at = at.rest) parts.push({ day: at.day, happens: at.part });
  return parts;
};
