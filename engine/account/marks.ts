import type { Instant } from '../kernel/instant.ts';
import { type Chunk, type Chunks, countBefore, markAt, pick, type Stretch, stretchesOf } from './chunks.ts';
import type { UsageMark } from './usage-mark.ts';

/**
 * Marks in order. A window goes from one instant to before another, and is found by halving; what was counted in it is kept
 * while no mark is added there.
 */
export interface Marks extends Iterable<UsageMark> {
  count(from: Instant, until: Instant): number;
  between(from: Instant, until: Instant): readonly UsageMark[];
  /** Of those since `from` the one of that index, which begins at 0. */
  nth(from: Instant, index: number): UsageMark | undefined;
  /** The last one before `until`. */
  last(until?: Instant): UsageMark | undefined;
  /** Who did any of them, and when last. Machines are nobody. */
  users(from: Instant, until: Instant): ReadonlyMap<string, Instant>;
  /** What `count` makes of the marks of the window. `name` stands for what it counts. */
  tally(from: Instant, until: Instant, name: string, count: (marks: readonly UsageMark[]) => number): number;
  /** Those that pass. `name` stands for the test: there must not be ever new ones. */
  where(name: string, passes: (mark: UsageMark) => boolean): Marks;
}

/** Sorts behind all instants. */
export const endOfTime: Instant = '~';

/** The marks of a list, but none before `since`. */
export const marksSince = (list: Chunks, since: Instant): Marks => {
  const seen = (from: Instant): Instant => (from > since ? from : since);
  const begin = (from: Instant): number => countBefore(list, seen(from));
  const end = (until: Instant): number => (until === endOfTime ? list.size : countBefore(list, until));
  const stretches = (from: Instant, until: Instant): Stretch[] => stretchesOf(list, begin(from), end(until));
  const between = (from: Instant, until: Instant) => marksOf(stretches(from, until));
  return {
    count: (from, until) => Math.max(0, end(until) - begin(from)),
    between,
    nth: (from, index) => markAt(list, begin(from) + index),
    last: (until = endOfTime) => {
      const mark = markAt(list, end(until) - 1);
      return mark && mark.at >= since ? mark : undefined;
    },
    users: (from, until) => usersOf(stretches(from, until)),
    tally: (from, until, name, count) => tallied(stretches(from, until), `${name} ${seen(from)} ${until}`, count),
    where: (name, passes) => marksSince(pick(list, name, passes), since),
    [Symbol.iterator]: () => between(since, endOfTime)[Symbol.iterator](),
  };
};

const marksOf = (stretches: readonly Stretch[]): readonly UsageMark[] =>
  stretches.flatMap(({ chunk, from, to }) => chunk.marks.slice(from, to));

const usersOf = (stretches: readonly Stretch[]): ReadonlyMap<string, Instant> => {
  const last = new Map<string, Instant>();
  for (const { chunk, from, to } of stretches) {
    if (from === 0 && to === chunk.marks.length) {
      for (const [user, at] of counted(chunk, 'users', () => noteUsers(new Map(), chunk.marks))) last.set(user, at);
    } else noteUsers(last, chunk.marks.slice(from, to));
  }
  last.delete('');
  return last;
};

const noteUsers = (last: Map<string, Instant>, marks: readonly UsageMark[]): Map<string, Instant> => {
  for (const { user, at } of marks) last.set(user, at);
  return last;
};

interface Tally {
  value: number;
  /** Where it was counted. */
  chunks: readonly Chunk[];
}

/** Kept with the last chunk, and true while all chunks are the same: one that gets a mark becomes another one. */
const tallied = (
  stretches: readonly Stretch[],
  name: string,
  count: (marks: readonly UsageMark[]) => number,
): number => {
  const last = stretches.at(-1)?.chunk;
  if (last === undefined) return count([]);
  const known = last.counted?.get(name) as Tally | undefined;
  if (
    known?.chunks.length === stretches.length &&
    known.chunks.every((each, index) => each === stretches[index]?.chunk)
  )
    return known.value;
  const value = count(marksOf(stretches));
  keep(last, name, { value, chunks: stretches.map(({ chunk }) => chunk) } satisfies Tally);
  return value;
};

const counted = <Answer>(chunk: Chunk, name: string, count: () => Answer): Answer => {
  const known = chunk.counted?.get(name) as Answer | undefined;
  return known ?? keep(chunk, name, count());
};

/** Windows move on, and nobody asks for the old ones again. */
const mostKept = 200;

const keep = <Answer>(chunk: Chunk, name: string, answer: Answer): Answer => {
  if (chunk.counted === undefined || chunk.counted.size >= mostKept) chunk.counted = new Map();
  chunk.counted.set(name, answer);
  return answer;
};
