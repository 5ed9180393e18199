import type { Instant } from '../kernel/instant.ts';
import { compareMarks, type UsageMark } from './usage-mark.ts';

/**
 * An immutable ordered list of marks. A list with one more mark shares all chunks but the mark's own, with their
 * caches, so adding a mark costs about the same for ten and for a million.
 */
export interface Chunks {
  readonly chunks: readonly Chunk[];
  /** Time of the last mark of each chunk. */
  readonly ends: readonly Instant[];
  /** Number of marks before each chunk. */
  readonly before: readonly number[];
  readonly size: number;
  /** Lists of the marks that pass a test, by the test's name. */
  readonly picked: Map<string, Pick>;
  /** The list that this one extends by one mark, until that list is extended again. */
  base?: { list: Chunks; mark: UsageMark } | undefined;
}

interface Pick {
  passes: (mark: UsageMark) => boolean;
  list: Chunks;
}

export interface Chunk {
  readonly marks: readonly UsageMark[];
  /** Running totals up to the end of the chunk, by name. */
  tallies?: Map<string, unknown>;
}

export const mostInChunk = 512;

/** The marks must be in order. */
export const chunksOf = (marks: readonly UsageMark[]): Chunks => {
  const chunks: Chunk[] = [];
  for (let begin = 0; begin < marks.length; begin += mostInChunk)
    chunks.push({ marks: marks.slice(begin, begin + mostInChunk) });
  return counted(chunks);
};

export const withMark = (list: Chunks, mark: UsageMark): Chunks => {
  const next = isLast(list, mark) ? appended(list, mark) : inserted(list, mark);
  for (const [name, { passes, list: picked }] of list.picked)
    next.picked.set(name, { passes, list: pickedWith(picked, mark, passes) });
  next.base = { list, mark };
  // Otherwise no earlier list could be freed.
  list.base = undefined;
  return next;
};

/** The list without one of its marks. */
export const withoutMark = (list: Chunks, mark: UsageMark): Chunks => {
  const index = chunkOf(list, each => compareMarks(each, mark) >= 0);
  const marks = list.chunks[index]?.marks.filter(each => compareMarks(each, mark) !== 0) ?? [];
  return replaced(list, index, marks.length > 0 ? [{ marks }] : []);
};

/** The marks that pass, in order. `name` identifies the test. */
export const pick = (list: Chunks, name: string, passes: (mark: UsageMark) => boolean): Chunks => {
  const known = list.picked.get(name);
  if (known) return known.list;
  const { base } = list;
  const picked = base
    ? pickedWith(pick(base.list, name, passes), base.mark, passes)
    : chunksOf(list.chunks.flatMap(({ marks }) => marks.filter(passes)));
  list.picked.set(name, { passes, list: picked });
  return picked;
};

export const isIn = (list: Chunks, mark: UsageMark): boolean => {
  const found = markAt(
    list,
    placeOf(list, each => compareMarks(each, mark) >= 0),
  );
  return found !== undefined && compareMarks(found, mark) === 0;
};

/** Number of marks before an instant. Checks the end first, because most windows end behind all marks. */
export const countBefore = ({ chunks, ends, before, size }: Chunks, at: Instant): number => {
  if ((ends.at(-1) ?? '') < at) return size;
  const index = indexWhere(ends.length, each => (ends[each] ?? '') >= at);
  const marks = chunks[index]?.marks ?? [];
  return (before[index] ?? 0) + indexWhere(marks.length, each => (marks[each]?.at ?? '') >= at);
};

export const markAt = (list: Chunks, index: number): UsageMark | undefined => {
  const chunk = chunkAt(list, index);
  return list.chunks[chunk]?.marks[index - (list.before[chunk] ?? 0)];
};

/** Marks of a chunk, from one index to before another. */
export interface Stretch {
  chunk: Chunk;
  /** Index of the chunk in its list. */
  index: number;
  from: number;
  to: number;
}

/** The parts of chunks that hold the marks in [from, to). */
export const stretchesOf = (list: Chunks, from: number, to: number): Stretch[] => {
  const stretches: Stretch[] = [];
  if (from >= to) return stretches;
  for (let index = chunkAt(list, from); index < list.chunks.length; index++) {
    const chunk = list.chunks[index] as Chunk;
    const begins = list.before[index] ?? 0;
    if (begins >= to) break;
    stretches.push({ chunk, index, from: Math.max(0, from - begins), to: Math.min(chunk.marks.length, to - begins) });
  }
  return stretches;
};

/** Whether the mark belongs at the end, as most do. */
const isLast = ({ ends }: Chunks, mark: UsageMark): boolean => (ends.at(-1) ?? '') < mark.at;

const pickedWith = (list: Chunks, mark: UsageMark, passes: (mark: UsageMark) => boolean): Chunks =>
  passes(mark) ? withMark(list, mark) : list;

/**
 * Appends a mark. The last chunk is copied each time, so it stays short: once full, it is merged into the one before.
 */
const appended = (list: Chunks, mark: UsageMark): Chunks => {
  const last = list.chunks.length - 1;
  const tail = list.chunks[last]?.marks ?? [];
  if (tail.length < mostInTail) return replaced(list, Math.max(0, last), [{ marks: [...tail, mark] }]);
  const before = list.chunks[last - 1]?.marks ?? [];
  const next = { marks: [mark] };
  if (before.length === 0 || before.length + tail.length > mostInChunk) return replaced(list, last + 1, [next]);
  return replaced(list, last - 1, [{ marks: [...before, ...tail] }, next], 2);
};

const mostInTail = 32;

const inserted = (list: Chunks, mark: UsageMark): Chunks => {
  const behind = chunkOf(list, each => compareMarks(each, mark) >= 0);
  const index = Math.max(0, Math.min(list.chunks.length - 1, behind));
  return replaced(list, index, chunkWith(list.chunks[index], mark));
};

/** The chunk with the mark inserted, halved if it is full. */
const chunkWith = (chunk: Chunk | undefined, mark: UsageMark): Chunk[] => {
  const marks = chunk?.marks ?? [];
  const place = indexWhere(marks.length, each => compareMarks(marks[each] as UsageMark, mark) >= 0);
  const all = marks.toSpliced(place, 0, mark);
  if (all.length <= mostInChunk) return [{ marks: all }];
  return [{ marks: all.slice(0, mostInChunk / 2) }, { marks: all.slice(mostInChunk / 2) }];
};

const replaced = (list: Chunks, index: number, by: readonly Chunk[], count = 1): Chunks => {
  const chunks = list.chunks.slice();
  chunks.splice(index, count, ...by);
  return counted(chunks, list.ends.slice(0, index), list.before.slice(0, index), list.before[index] ?? list.size);
};

/** Computes `ends` and `before`; the given ones already cover the first chunks. */
const counted = (chunks: readonly Chunk[], ends: Instant[] = [], before: number[] = [], counted = 0): Chunks => {
  let size = counted;
  for (const { marks } of chunks.slice(before.length)) {
    ends.push(marks.at(-1)?.at ?? '');
    before.push(size);
    size += marks.length;
  }
  return { chunks, ends, before, size, picked: new Map() };
};

/** Number of marks before the first for which `isBehind` is true, as it is for all that follow. */
const placeOf = (list: Chunks, isBehind: (mark: UsageMark) => boolean): number => {
  const index = chunkOf(list, isBehind);
  const marks = list.chunks[index]?.marks;
  if (marks === undefined) return list.size;
  return (list.before[index] ?? 0) + indexWhere(marks.length, each => isBehind(marks[each] as UsageMark));
};

/** Index of the chunk with the first such mark. */
const chunkOf = ({ chunks }: Chunks, isBehind: (mark: UsageMark) => boolean): number =>
  indexWhere(chunks.length, each => isBehind(chunks[each]?.marks.at(-1) as UsageMark));

/** Index of the chunk with the mark at an index. */
const chunkAt = ({ before }: Chunks, index: number): number =>
  indexWhere(before.length, each => (before[each] ?? 0) > index) - 1;

/** Binary search for the first index for which it is true, as it is for all that follow. */
const indexWhere = (length: number, isTrue: (index: number) => boolean): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
