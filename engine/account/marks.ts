import type { Instant } from '../kernel/instant.ts';
import { type Chunk, type Chunks, countBefore, markAt, pick, type Stretch, stretchesOf } from './chunks.ts';
import type { UsageMark } from './usage-mark.ts';

/**
 * Ordered marks. A window is [from, until), found by binary search; its counts are cached until a mark is added in it.
 */
export interface Marks extends Iterable<UsageMark> {
  count(from: Instant, until: Instant): number;
  between(from: Instant, until: Instant): readonly UsageMark[];
  /** The mark at an index, from 0, among those since `from`. */
  nth(from: Instant, index: number): UsageMark | undefined;
  /** The last one before `until`. */
  last(until?: Instant): UsageMark | undefined;
  /** Time of each user's last mark, by user id. Events without a user, such as those of machines, are left out. */
  users(from: Instant, until: Instant): ReadonlyMap<string, Instant>;
  /** `count` of the window's marks, cached by `name`. */
  tally(from: Instant, until: Instant, name: string, count: (marks: readonly UsageMark[]) => number): number;
  /** The marks that pass, cached by `name`: use a limited set of names. */
  where(name: string, passes: (mark: UsageMark) => boolean): Marks;
}

/** Sorts after all instants. */
export const endOfTime: Instant = '~';

/**
 * The marks of a list since an instant. The list is computed on first use. A class, because thousands are created and
 * few of their methods called.
 */
export class ListedMarks implements Marks {
  private readonly listed: () => Chunks;
  /** Marks before it do not count. */
  protected readonly first: Instant;
  private views: Map<string, Marks> | undefined;

  constructor(listed: () => Chunks, first: Instant) {
    this.listed = listed;
    this.first = first;
  }

  count(from: Instant, until: Instant): number {
    return Math.max(0, this.end(until) - this.begin(from));
  }

  between(from: Instant, until: Instant): readonly UsageMark[] {
    return marksOf(this.stretches(from, until));
  }

  nth(from: Instant, index: number): UsageMark | undefined {
    return markAt(this.listed(), this.begin(from) + index);
  }

  last(until: Instant = endOfTime): UsageMark | undefined {
    const mark = markAt(this.listed(), this.end(until) - 1);
    return mark && mark.at >= this.first ? mark : undefined;
  }

  users(from: Instant, until: Instant): ReadonlyMap<string, Instant> {
    return usersOf(this.stretches(from, until));
  }

  tally(from: Instant, until: Instant, name: string, count: (marks: readonly UsageMark[]) => number): number {
    const within = this.stretches(from, until);
    return tallied(within, `${name} ${this.seen(from)} ${until}`, () => count(marksOf(within)));
  }

  where(name: string, passes: (mark: UsageMark) => boolean): Marks {
    const known = this.views?.get(name);
    if (known) return known;
    const picked = pick(this.listed(), name, passes);
    const marks = new ListedMarks(() => picked, this.first);
    this.views ??= new Map();
    this.views.set(name, marks);
    return marks;
  }

  [Symbol.iterator](): Iterator<UsageMark> {
    return this.between(this.first, endOfTime)[Symbol.iterator]();
  }

  private seen(from: Instant): Instant {
    return from > this.first ? from : this.first;
  }

  private begin(from: Instant): number {
    return countBefore(this.listed(), this.seen(from));
  }

  private end(until: Instant): number {
    return countBefore(this.listed(), until);
  }

  private stretches(from: Instant, until: Instant): Stretch[] {
    return stretchesOf(this.listed(), this.begin(from), this.end(until));
  }
}

const marksOf = (stretches: readonly Stretch[]): readonly UsageMark[] =>
  stretches.flatMap(({ chunk, from, to }) => chunk.marks.slice(from, to));

/** Cached for whole chunks, and for whole dozens of them. */
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

/** Dozens begin at the same chunks for every window, so that windows share their caches. */
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
  /** The chunks that it covers. */
  chunks: readonly Chunk[];
}

/** Cached with the last chunk. Valid while all chunks are the same objects: an added mark creates a new chunk. */
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

/** Cache size: windows advance, and past ones are not read again. */
const mostKept = 200;
