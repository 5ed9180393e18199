import { table } from './table.ts';

export type Explained = readonly [name: string, count: number, words: string];

/** Counts under a title, each with its explanation; empty without counts. */
export const explained = (title: string, rows: readonly Explained[]): string => {
  if (rows.length === 0) return '';
  const cells = rows.map(([name, count, words]) => [name, String(count), words]);
  return `\n  ${title}\n${table(cells, { indent: '    ', prose: true })}`;
};
