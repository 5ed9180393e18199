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
  /** When each user last did one of them, by user id. Events without a user, such as those of machines, are left out. */
  users(from: Instant, until: Instant): ReadonlyMap<string, Instant>;
  /** The counted marks of the window, by `count`; `name` identifies the count. */
  tally(from: Instant, until: Instant, name: string, count: (marks: readonly UsageMark[]) => number): number;
  /** Those that pass. `name` stands for the test: there must not be ever new ones. */
  where(name: string, passes: (mark: UsageMark) => boolean): Marks;
}

/** Sorts behind all instants. */
export const endOfTime: Instant = '~';

/** The marks of a list, but none before `since`. The list is not made before something is asked. */
export const marksSince = (listed: () => Chunks, since: Instant): Marks => {
  const seen = (from: Instant): Instant => (from > since ? from : since);
  const begin = (from: Instant): number => countBefore(listed(), seen(from));
  const end = (until: Instant): number => countBefore(listed(), until);
  const stretches = (from: Instant, until: Instant): Stretch[] => stretchesOf(listed(), begin(from), end(until));
  let views: Map<string, Marks> | undefined;
  const between = (from: Instant, until: Instant) => marksOf(stretches(from, until));
  return {
    count: (from, until) => Math.max(0, end(until) - begin(from)),
    between,
    nth: (from, index) => markAt(listed(), begin(from) + index),
    last: (until = endOfTime) => {
      const mark = markAt(listed(), end(until) - 1);
      return mark && mark.at >= since ? mark : undefined;
    },
    users: (from, until) => usersOf(stretches(from, until)),
    tally: (from, until, name, count) => {
      const within = stretches(from, until);
      return tallied(within, `${name} ${seen(from)} ${until}`, () => count(marksOf(within)));
    },
    where: (name, passes) => {
      const known = views?.get(name);
      if (known) return known;
      const picked = pick(listed(), name, passes);
      const marks = marksSince(() => picked, since);
      views = (views ?? new Map()).set(name, marks);
      return marks;
    },
    [Symbol.iterator]: () => between(since, endOfTime)[Symbol.iterator](),
  };
};

const marksOf = (stretches: readonly Stretch[]): readonly UsageMark[] =>
  stretches.flatMap(({ chunk, from, to }) => chunk.marks.slice(from, to));

/** Kept for whole chunks, and for whole dozens of them. */
const usersOf = (stretches: readonly Stretch[]): ReadonlyMap<string, Instant> => {
  const last = new Map<string, Instant>();
  for (let index = 0, step = 1; index < stretches.length; index += step) {
    step = isDozen(stretches, index) ? 12 : 1;
    const next = stretches.slice(index, index + step);
    const users = next.every(isWhole) ? tallied(next, 'users', () => lastOf(next)) : lastOf(next);
    for (const [user, at] of users) last.set(user, at);
  }
  last.delete('');
  return last;
};

const isWhole = ({ chunk, from, to }: Stretch): boolean => from === 0 && to === chunk.marks.length;

/** Dozens begin at the same chunks for every window, so that windows share what is kept for them. */
const isDozen = (stretches: readonly Stretch[], from: number): boolean =>
  (stretches[from]?.index ?? 1) % 12 === 0 && from + 12 <= stretches.length;

const lastOf = (stretches: readonly Stretch[]): Map<string, Instant> => {
  const last = new Map<string, Instant>();
  for (const { chunk, from, to } of stretches)
    for (let index = from; index < to; index++) {
      const mark = chunk.marks[index];
      if (mark) last.set(mark.user, mark.at);
    }
  return last;
};

interface Tally<Value> {
  value: Value;
  /** Where it was counted. */
  chunks: readonly Chunk[];
}

/** Kept with the last chunk. Valid while all chunks are the same objects: a mark more makes another object of its chunk. */
const tallied = <Value>(stretches: readonly Stretch[], name: string, count: () => Value): Value => {
  const last = stretches.at(-1)?.chunk;
  if (last === undefined) return count();
  const known = last.tallies?.get(name) as Tally<Value> | undefined;
  if (
    known?.chunks.length === stretches.length &&
    known.chunks.every((each, index) => each === stretches[index]?.chunk)
  )
    return known.value;
  const value = count();
  if (last.tallies === undefined || last.tallies.size >= mostKept) last.tallies = new Map();
  last.tallies.set(name, { value, chunks: stretches.map(({ chunk }) => chunk) } satisfies Tally<Value>);
  return value;
};

/** Windows move on: those of the past are not asked for again. */
const mostKept = 200;
