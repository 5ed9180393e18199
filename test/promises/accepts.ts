import type { TimelineLine } from '../../engine/account/timeline.ts';
import type { Course, Moment, PathPart } from '../../engine/promises/moment.ts';
import { noCounts, type PathCounts, plusCounts } from '../../engine/promises/path-costs.ts';
import { countsOf } from '../../engine/promises/path-counts.ts';
import type { Proven } from '../../engine/promises/prove.ts';

/** What is seen of an enrollment from outside, with its day. */
export interface Observed {
  day: number;
  what: string;
}

/** Did an enrollment go as one of the ways of the course? Returns what came first that the course knows nothing of. */
export const strayFrom = (course: Course, observed: readonly Observed[]): Observed | undefined => {
  let at: Moment[] = course.begins.map(({ to }) => to);
  for (const seen of observed) {
    const all = unseenFrom(course, at, seen.day + 1);
    at = all.flatMap(moment =>
      course
        .movesFrom(moment)
        .filter(({ happens }) => nameOf(happens) === seen.what && Math.abs(moment.day - seen.day) <= 1)
        .map(({ to }) => to ?? { ...moment, state: 'over' }),
    );
    if (at.length === 0) return seen;
  }
  return undefined;
};

/** All moments to which nothing that is seen leads. */
const unseenFrom = (course: Course, from: readonly Moment[], until: number): Moment[] => {
  const known = new Map(from.map(moment => [JSON.stringify(moment), moment]));
  for (const moment of known.values()) {
    for (const { happens, to } of course.movesFrom(moment)) {
      if (to && nameOf(happens) === undefined && to.day <= until) {
        const key = JSON.stringify(to);
        if (!known.has(key)) known.set(key, to);
      }
    }
  }
  return [...known.values()];
};

const nameOf = (happens: PathPart): string | undefined => {
  if (happens.is === 'touch') return happens.outcome === 'sent' ? `${happens.step} sent` : undefined;
  if (happens.is === 'task') return happens.outcome === 'opened' ? `${happens.step} opened` : undefined;
  if (happens.is === 'arm') return `${happens.step} took ${happens.arm}`;
  if (happens.is === 'waited') return `${happens.step} waited for ${happens.edge}`;
  return happens.is === 'exited' || happens.is === 'completed' ? 'over' : undefined;
};

/** The lines of an enrollment as they are seen from outside. A touch of several deliveries is done with its last one. */
export const observedOf = (lines: readonly TimelineLine[]): Observed[] => {
  const [first] = lines;
  if (first === undefined) return [];
  const day = (at: string) =>
    Math.round((Date.parse(at.slice(0, 10)) - Date.parse(first.at.slice(0, 10))) / 86_400_000);
  const touches = new Map<string, { at: string; index: number; what: string; sent: boolean }>();
  const others = lines.flatMap(({ at, key, entry }, index) => {
    if (entry.type === 'touch') {
      const name = `${entry.step} ${key.split('.')[1]}`;
      const sent = entry.outcome === 'sent' || touches.get(name)?.sent === true;
      touches.set(name, { at, index, what: `${entry.step} sent`, sent });
    }
    const what = told(entry);
    return what === undefined ? [] : [{ at, index, what }];
  });
  return [...others, ...[...touches.values()].filter(({ sent }) => sent)]
    .sort((a, b) => a.index - b.index)
    .map(({ at, what }) => ({ day: day(at), what }));
};

const told = (entry: TimelineLine['entry']): string | undefined => {
  if (entry.type === 'branch') return `${entry.step} took ${entry.took}`;
  if (entry.type === 'waited') return `${entry.step} waited for ${entry.for}`;
  if (entry.type === 'task') return entry.action === 'opened' ? `${entry.step} opened` : undefined;
  return entry.type === 'exited' || entry.type === 'completed' ? 'over' : undefined;
};

/** What the paths that an enrollment may have gone take; one, where what is seen tells it. */
export const countsAlong = (course: Course, proven: Proven, observed: readonly Observed[]): PathCounts[] => {
  let at: Counted[] = course.begins.map(({ to }) => ({ moment: to, counts: noCounts }));
  for (const seen of observed) {
    const known = new Map(at.map(each => [JSON.stringify(each), each]));
    const next: Counted[] = [];
    for (const { moment, counts } of known.values()) {
      for (const move of course.movesFrom(moment)) {
        const { happens, to } = move;
        const sum = plusCounts(counts, countsOf(proven, moment, move));
        const after = { moment: to ?? { ...moment, state: 'over' }, counts: sum };
        if (nameOf(happens) === seen.what && Math.abs(moment.day - seen.day) <= 1) next.push(after);
        if (nameOf(happens) === undefined && to && to.day <= seen.day + 1) known.set(JSON.stringify(after), after);
      }
    }
    at = next;
  }
  return [...new Map(at.map(({ counts }) => [JSON.stringify(counts), counts])).values()];
};

interface Counted {
  moment: Moment;
  counts: PathCounts;
}
