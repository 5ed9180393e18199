import type { TimelineEntry, TimelineLine } from '../../account/timeline.ts';

/** One enrollment's timeline lines. */
export interface Passage {
  account: string;
  journey: string;
  enrollment: string;
  lines: readonly TimelineLine[];
}

/** The same passage on both sides, or on one of them. */
export interface PassagePair {
  account: string;
  journey: string;
  before?: Passage | undefined;
  after?: Passage | undefined;
}

/**
 * Pairs the passages of both plays: by enrollment id, which is the same if the same event enrolled; the remaining ones
 * of an account and journey in the order of their beginning.
 */
export const passagePairs = (before: readonly TimelineLine[], after: readonly TimelineLine[]): PassagePair[] => {
  const [old, now] = [byJourney(before), byJourney(after)];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap(key => pairsOf(old.get(key) ?? [], now.get(key) ?? []));
};

const byJourney = (lines: readonly TimelineLine[]): Map<string, Passage[]> => {
  const passages = [...Map.groupBy(lines, ({ account, enrollment }) => `${account}\n${enrollment}`).values()];
  return Map.groupBy(
    passages.flatMap((own): Passage[] => {
      const [first] = own;
      return first
        ? [{ account: first.account, journey: first.journey, enrollment: first.enrollment, lines: own }]
        : [];
    }),
    ({ account, journey }) => `${account}\n${journey}`,
  );
};

const pairsOf = (old: readonly Passage[], now: readonly Passage[]): PassagePair[] => {
  const same = now.flatMap(after => {
    const before = old.find(({ enrollment }) => enrollment === after.enrollment);
    return before ? [{ before, after }] : [];
  });
  const [left, come] = [old, now].map(side =>
    side.filter(each => !same.some(pair => Object.values(pair).includes(each))),
  );
  const others = Array.from({ length: Math.max(left?.length ?? 0, come?.length ?? 0) }, (_, index) => ({
    before: left?.[index],
    after: come?.[index],
  }));
  return [...same, ...others].map(pair => {
    const { account = '', journey = '' } = pair.after ?? pair.before ?? {};
    return { account, journey, ...pair };
  });
};

export type LineOf<Type extends TimelineEntry['type']> = TimelineLine & {
  entry: Extract<TimelineEntry, { type: Type }>;
};

/** The lines with an effect on a customer or a CSM: sent touches, and opened tasks. */
export const gotten = (lines: readonly TimelineLine[]): (LineOf<'touch'> | LineOf<'task'>)[] =>
  lines.filter((line): line is LineOf<'touch'> | LineOf<'task'> => {
    const { entry } = line;
    if (entry.type === 'touch') return entry.outcome === 'sent' || entry.outcome === 'unknown';
    return entry.type === 'task' && entry.action === 'opened';
  });
