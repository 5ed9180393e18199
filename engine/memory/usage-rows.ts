import type { UsageMark } from '../account/account.ts';
import { byMark } from '../account/mark-order.ts';
import type { Instant } from '../kernel/instant.ts';
import { afterDayOfUsage, type Expiry } from '../ports/retention.ts';

/** An account's usage. A mark is known by all that it says: the same again, or in another order, changes nothing. */
export interface UsageRows {
  /** In order of time. */
  marks: UsageMark[];
  /** The first that came of each event's id. */
  byId: Map<string, UsageMark>;
  /** Others of the same id: events that came again with another time or other fields. */
  again: Map<string, UsageMark[]>;
  /** Those of which the handling has only begun. */
  begun: Set<UsageMark>;
  /** When the oldest expires. */
  nextExpiry: Expiry;
}

export const newUsage = (): UsageRows => ({
  marks: [],
  byId: new Map(),
  again: new Map(),
  begun: new Set(),
  nextExpiry: Number.POSITIVE_INFINITY,
});

export const addMark = (usage: UsageRows, mark: UsageMark, isBegun: boolean): void => {
  const known = marksOf(usage, mark.id).find(each => byMark(each, mark) === 0);
  if (known) {
    if (!isBegun) usage.begun.delete(known);
    return;
  }
  const added = Object.freeze(mark);
  insert(usage.marks, added);
  if (usage.byId.has(mark.id)) usage.again.set(mark.id, [...(usage.again.get(mark.id) ?? []), added]);
  else usage.byId.set(mark.id, added);
  if (isBegun) usage.begun.add(added);
  if (usage.marks[0] === added) usage.nextExpiry = afterDayOfUsage(added.at);
};

/** An event is looked for in its day only. */
export const wasMarked = (
  usage: UsageRows,
  { id, occurredAt }: { id: string; occurredAt: Instant },
  now: Instant,
): boolean => {
  dropExpired(usage, now);
  return marksOf(usage, id).some(mark => dayOf(mark.at) === dayOf(occurredAt) && !usage.begun.has(mark));
};

/**
 * In order of time. Whole days are read: of an event that came with different times, the first since the beginning of
 * that day counts.
 */
export const marksSince = (usage: UsageRows, since: Instant, now: Instant): readonly UsageMark[] => {
  dropExpired(usage, now);
  const { marks, again } = usage;
  if (again.size === 0) return marks.slice(firstSince(marks, since));
  return withoutRepeated(marks.slice(firstSince(marks, dayOf(since)))).filter(({ at }) => at >= since);
};

/** Of the marks of an event, the first. */
export const withoutRepeated = (marks: readonly UsageMark[]): UsageMark[] => {
  const known = new Set<string>();
  return marks.filter(({ id }) => known.size !== known.add(id).size);
};

export const dropExpired = (usage: UsageRows, now: Instant): void => {
  const nowSeconds = Date.parse(now) / 1000;
  if (usage.nextExpiry > nowSeconds) return;
  const alive = usage.marks.findIndex(({ at }) => afterDayOfUsage(at) > nowSeconds);
  const kept = alive < 0 ? [] : usage.marks.slice(alive);
  const begun = kept.filter(mark => usage.begun.has(mark));
  Object.assign(usage, newUsage());
  for (const mark of kept) addMark(usage, mark, false);
  for (const mark of begun) usage.begun.add(mark);
};

const marksOf = ({ byId, again }: UsageRows, id: string): UsageMark[] => {
  const first = byId.get(id);
  return first ? [first, ...(again.get(id) ?? [])] : [];
};

/** Most marks are the newest. */
const insert = (marks: UsageMark[], mark: UsageMark): void => {
  let place = marks.length;
  for (let before = marks[place - 1]; before && byMark(before, mark) > 0; before = marks[place - 1]) place--;
  marks.splice(place, 0, mark);
};

const firstSince = (marks: readonly UsageMark[], since: Instant): number => {
  let [from, to] = [0, marks.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((marks[middle]?.at ?? '') < since) from = middle + 1;
    else to = middle;
  }
  return from;
};

const dayOf = (at: Instant): string => at.slice(0, 10);
