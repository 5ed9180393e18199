import type { Instant } from '../kernel/instant.ts';
import { lazy } from '../kernel/memoize.ts';
import { type Chunks, chunksOf, isIn, withMark, withoutMark } from './chunks.ts';
import { ListedMarks, type Marks } from './marks.ts';
import { compareMarks, type UsageMark } from './usage-mark.ts';

/** The usage of an account, deduplicated: an event sent twice counts as it was first. Immutable. */
export interface Usage extends Marks {
  /** Marks of the event of that name. */
  of(event: string): Marks;
  /** With one mark more; shares all the rest. */
  with(mark: UsageMark): Usage;
  /** All marks of the event of that id, in order: also those of when it came again, which do not count. */
  sent(id: string): readonly UsageMark[];
  /** As it is when read from that UTC day on, without marks before `from`. */
  since(from: Instant): Usage;
}

interface Known {
  all: () => Chunks;
  events: ReadonlyMap<string, Chunks>;
  /** By id, shared with all usage that was made of this one by `with`: not each of them has all of these marks. */
  ids: Map<string, readonly UsageMark[]>;
  /** Marks of events that have an earlier one, which counts. */
  repeats: readonly UsageMark[];
}

/** Of an event that never happened. No mark is added to it. */
const none = chunksOf([]);

/** Usage of marks in any order; nothing before `since` counts. */
export const usageOf = (marks: Iterable<UsageMark>, since: Instant = ''): Usage => {
  const ids: Known['ids'] = new Map();
  const repeats: UsageMark[] = [];
  const sorted = [...marks].sort(compareMarks);
  const counted = sorted.filter((mark, index) => {
    const before = sorted[index - 1];
    if (before && compareMarks(before, mark) === 0) return false;
    const isFirst = !ids.has(mark.id);
    if (isFirst) ids.set(mark.id, [mark]);
    else repeats.push(mark);
    return isFirst;
  });
  const events = new Map([...Map.groupBy(counted, ({ event }) => event)].map(([name, of]) => [name, chunksOf(of)]));
  const all = chunksOf(counted);
  const known = { all: () => all, events, ids, repeats };
  return new KnownUsage(() => known, since);
};

class KnownUsage extends ListedMarks implements Usage {
  private readonly known: () => Known;
  private readonly events = new Map<string, Marks>();

  constructor(known: () => Known, first: Instant) {
    super(() => known().all(), first);
    this.known = known;
  }

  of(event: string): Marks {
    const asked = this.events.get(event);
    if (asked) return asked;
    const listed = this.known().events.get(event) ?? none;
    const marks = new ListedMarks(() => listed, this.first);
    this.events.set(event, marks);
    return marks;
  }

  with(mark: UsageMark): Usage {
    // Reads of older usage are rare, and must not load all that is as old.
    if (mark.at < this.first) return usageOf([mark, ...this]);
    const before = this.known();
    // Most decisions ask nothing of usage.
    return new KnownUsage(
      lazy(() => withOne(before, mark, this.first)),
      this.first,
    );
  }

  sent(id: string): readonly UsageMark[] {
    const counts = twinOf(this.known(), id, this.first);
    const repeats = this.known().repeats.filter(mark => mark.id === id && mark !== counts);
    return counts ? [counts, ...repeats].filter(({ at }) => at >= this.first).sort(compareMarks) : [];
  }

  since(from: Instant): Usage {
    if (from <= this.first) return this;
    const seen = withRepeats(this.known(), from);
    return new KnownUsage(() => seen, from);
  }
}

const withOne = (known: Known, mark: UsageMark, since: Instant): Known => {
  const twin = twinOf(known, mark.id, since);
  if (twin === undefined) return added(known, mark);
  const order = compareMarks(twin, mark);
  if (order === 0) return known;
  const [counts, repeat] = order < 0 ? [known, mark] : [added(removed(known, twin), mark), twin];
  const isKnown = known.repeats.some(each => compareMarks(each, repeat) === 0);
  return isKnown ? counts : { ...counts, repeats: [...known.repeats, repeat] };
};

/** The mark that counts for the event of that id, of those since then. */
const twinOf = ({ ids, events }: Known, id: string, since: Instant): UsageMark | undefined =>
  ids.get(id)?.find(mark => mark.at >= since && isIn(events.get(mark.event) ?? none, mark));

const added = (known: Known, mark: UsageMark): Known => {
  const same = known.ids.get(mark.id) ?? [];
  if (!same.some(each => compareMarks(each, mark) === 0)) known.ids.set(mark.id, [...same, mark]);
  return changed(known, mark, withMark);
};

const removed = (known: Known, mark: UsageMark): Known => changed(known, mark, withoutMark);

const changed = (known: Known, mark: UsageMark, change: typeof withMark): Known => {
  const all = known.all();
  return {
    ...known,
    all: lazy(() => change(all, mark)),
    events: new Map(known.events).set(mark.event, change(known.events.get(mark.event) ?? chunksOf([]), mark)),
  };
};

/** To whom reads from a day on, an event first happened on that day or later. */
const withRepeats = (known: Known, from: Instant): Known => {
  const day = from.slice(0, 10);
  const hidden = known.repeats.filter(({ id, at }) => at >= day && !twinOf(known, id, day));
  const firsts = [...Map.groupBy(hidden, ({ id }) => id).values()].flatMap(each => each.sort(compareMarks).slice(0, 1));
  return firsts.reduce(added, known);
};
