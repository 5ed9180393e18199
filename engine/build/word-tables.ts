import type { DocumentedWord } from '../steps/documented-word.ts';
import { stepExamples } from '../steps/example-of.ts';
import { triggerExamples } from '../triggers/example-of.ts';

/**
 * `docs/write-a-journey.md` with a row for each word of each kind: existing rows updated in place, new ones appended.
 */
export const withWordTables = (docs: string): string => {
  const words = (examples: Readonly<Record<string, { words: readonly DocumentedWord[] }>>) =>
    Object.values(examples).flatMap(each => each.words);
  const steps = words(stepExamples).map(({ word, options, example }) => row(word, options, example));
  const triggers = words(triggerExamples).map(({ word, example }) => row(word, example));
  return withRows(withRows(docs, 'Triggers', triggers), 'Steps', steps);
};

const row = (...cells: readonly (string | undefined)[]): string =>
  `|${cells.map(cell => (cell === undefined ? ' |' : ` ${cell} |`)).join('')}`;

const withRows = (docs: string, section: string, rows: readonly string[]): string => {
  const heading = new RegExp(`^## ${section}\n\n\\|.*\n\\|-.*\n`, 'm').exec(docs);
  if (heading === null) throw new Error(`There is no table under "## ${section}" in docs/write-a-journey.md.`);
  const from = heading.index + heading[0].length;
  const to = docs.indexOf('\n\n', from);
  const byWord = new Map(rows.map(each => [wordOf(each), each]));
  const known = docs.slice(from, to).split('\n').map(wordOf);
  const table = [
    ...known.flatMap(word => byWord.get(word) ?? []),
    ...rows.filter(each => !known.includes(wordOf(each))),
  ];
  return docs.slice(0, from) + table.join('\n') + docs.slice(to);
};

const wordOf = (row: string): string => row.split(' | ', 1)[0] ?? '';
