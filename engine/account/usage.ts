import type { Instant } from '../kernel/instant.ts';
import { lazy } from '../kernel/memoize.ts';
import { type Chunks, chunksOf, isIn, withMark, withoutMark } from './chunks.ts';
import { ListedMarks, type Marks } from './marks.ts';
import { compareMarks, type UsageMark } from './usage-mark.ts';

/** The usage of an account, deduplicated: of an event sent twice, the earlier one counts. Immutable. */
export interface Usage extends Marks {
  /** Marks of the event of that name. */
  of(event: string): Marks;
  /** Adds a mark; the result shares the rest. */
  with(mark: UsageMark): Usage;
  /** All marks with that event id, in order, including repeats, which do not count. */
  sent(id: string): readonly UsageMark[];
  /** The usage as read from that UTC day on, without marks before `from`. */
  since(from: Instant): Usage;
}

interface Known {
  all: () => Chunks;
  events: ReadonlyMap<string, Chunks>;
  /** By id. Shared with all usage derived by `with`, so not every mark belongs to each. */
  ids: Map<string, readonly UsageMark[]>;
  /** Repeats of events, whose earlier mark counts. */
  repeats: readonly UsageMark[];
}

/** The list for events without marks. Never extended. */
const none = chunksOf([]);

/** Usage from marks in any order; those before `since` do not count. */
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
    // Adding a mark older than the window is rare, so rebuilding is fine; it must not bring in other marks as old.
    if (mark.at < this.first) return usageOf([mark, ...this]);
    const before = this.known();
    // Lazy, because most decisions read no usage.
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

/** The mark that counts for an event id, among those since then. */
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

/** Adds repeats whose first mark is before the window: for a read from that day on, the first repeat counts. */
const withRepeats = (known: Known, from: Instant): Known => {
  const day = from.slice(0, 10);
  const hidden = known.repeats.filter(({ id, at }) => at >= day && !twinOf(known, id, day));
  const firsts = [...Map.groupBy(hidden, ({ id }) => id).values()].flatMap(each => each.sort(compareMarks).slice(0, 1));
  return firsts.reduce(added, known);
};
