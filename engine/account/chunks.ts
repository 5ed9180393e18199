import type { Instant } from '../kernel/instant.ts';
import { compareMarks, type UsageMark } from './usage-mark.ts';

/**
 * Marks in order, never changed. A list with one mark more shares all chunks but the one that the mark lies in, and the selections
 * cached with it: so adding a mark costs about the same for ten and for a million.
 */
export interface Chunks {
  readonly chunks: readonly Chunk[];
  /** When the last mark of each chunk happened. */
  readonly ends: readonly Instant[];
  /** How many marks lie before each chunk. */
  readonly before: readonly number[];
  readonly size: number;
  /** Lists of those that pass a test, by the test's name. */
  readonly picked: Map<string, Pick>;
  /** The list that this one has one mark more than, until that one has another such list. */
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
  // Or no list that ever was could be freed.
  list.base = undefined;
  return next;
};

/** Without a mark that is in it. */
export const withoutMark = (list: Chunks, mark: UsageMark): Chunks => {
  const index = chunkOf(list, each => compareMarks(each, mark) >= 0);
  const marks = list.chunks[index]?.marks.filter(each => compareMarks(each, mark) !== 0) ?? [];
  return replaced(list, index, marks.length > 0 ? [{ marks }] : []);
};

/** Those that pass, in order. `name` stands for the test. */
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

/** How many marks lie before an instant. Most windows end behind all marks. */
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
  /** Of the chunk in its list. */
  index: number;
  from: number;
  to: number;
}

/** Where the marks from one index to before another lie. */
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

/** Most marks come in order. */
const isLast = ({ ends }: Chunks, mark: UsageMark): boolean => (ends.at(-1) ?? '') < mark.at;

const pickedWith = (list: Chunks, mark: UsageMark, passes: (mark: UsageMark) => boolean): Chunks =>
  passes(mark) ? withMark(list, mark) : list;

/** The last chunk stays short, since each mark more copies it: once it is long enough, it joins the one before and another begins. */
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

/** A full chunk is halved. */
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

/** The first chunks were counted already. */
const counted = (chunks: readonly Chunk[], ends: Instant[] = [], before: number[] = [], counted = 0): Chunks => {
  let size = counted;
  for (const { marks } of chunks.slice(before.length)) {
    ends.push(marks.at(-1)?.at ?? '');
    before.push(size);
    size += marks.length;
  }
  return { chunks, ends, before, size, picked: new Map() };
};

/** How many marks lie before the first one of which `isBehind` is true, as it is of all that follow. */
const placeOf = (list: Chunks, isBehind: (mark: UsageMark) => boolean): number => {
  const index = chunkOf(list, isBehind);
  const marks = list.chunks[index]?.marks;
  if (marks === undefined) return list.size;
  return (list.before[index] ?? 0) + indexWhere(marks.length, each => isBehind(marks[each] as UsageMark));
};

/** The chunk that the first such mark lies in. */
const chunkOf = ({ chunks }: Chunks, isBehind: (mark: UsageMark) => boolean): number =>
  indexWhere(chunks.length, each => isBehind(chunks[each]?.marks.at(-1) as UsageMark));

/** The chunk that the mark of an index lies in. */
const chunkAt = ({ before }: Chunks, index: number): number =>
  indexWhere(before.length, each => (before[each] ?? 0) > index) - 1;

/** The first index for which it is true, as it is for all that follow; found by halving. */
const indexWhere = (length: number, isTrue: (index: number) => boolean): number => {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isTrue(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
};
