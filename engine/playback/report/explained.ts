import { table } from './table.ts';

export type Explained = readonly [name: string, count: number, words: string];

/** Counts with explanations under a title; an empty text if there are none. */
export const explained = (title: string, rows: readonly Explained[]): string => {
  if (rows.length === 0) return '';
  const cells = rows.map(([name, count, words]) => [name, String(count), words]);
  return `\n  ${title}\n${table(cells, { indent: '    ', prose: true })}`;
};
