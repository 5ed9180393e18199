import type { TimelineLine } from '../../account/timeline.ts';

type Entry<Type extends TimelineLine['entry']['type']> = TimelineLine & {
  entry: Extract<TimelineLine['entry'], { type: Type }>;
};

export const ofType = <Type extends TimelineLine['entry']['type']>(
  lines: readonly TimelineLine[],
  type: Type,
): Entry<Type>[] => lines.filter((line): line is Entry<Type> => line.entry.type === type);

/** How often each name occurs, the most frequent first, ties by name. */
export const tally = (names: readonly string[]): [name: string, count: number][] => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
};

/** `3 green, 1 red`. */
export const listCounts = (counts: readonly (readonly [name: string, count: number])[]): string =>
  counts.map(([name, count]) => `${count} ${name}`).join(', ');

/** Shows a dot for 0, so that other numbers stand out. */
export const dotted = (count: number): string => (count === 0 ? '·' : String(count));
