import type { TimelineEntry, TimelineLine } from '../../account/timeline.ts';

/** One account's way through a journey, as its lines tell it. */
export interface Passage {
  account: string;
  journey: string;
  enrollment: string;
  lines: readonly TimelineLine[];
}

/** The same on both sides, or on one of them. */
export interface PassagePair {
  account: string;
  journey: string;
  before?: Passage | undefined;
  after?: Passage | undefined;
}

/**
 * Passages of both plays beside each other: of the same enrollment, which the same event makes on both sides; those that are left
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

/** The outcome of a step for a customer or a CSM: touches that went, and a task that was opened. */
export const gotten = (lines: readonly TimelineLine[]): (LineOf<'touch'> | LineOf<'task'>)[] =>
  lines.filter((line): line is LineOf<'touch'> | LineOf<'task'> => {
    const { entry } = line;
    if (entry.type === 'touch') return entry.outcome === 'sent' || entry.outcome === 'unknown';
    return entry.type === 'task' && entry.action === 'opened';
  });
