import type { ReadCell } from './read-dates.ts';

/** Reads a yes or a no in the spellings of common tools. */
export const readBoolean = (cell: string): ReadCell => {
  const word = cell.trim().toLowerCase();
  if (yes.has(word)) return { value: true };
  return no.has(word)
    ? { value: false }
    : { problem: `is "${cell.trim().slice(0, 40)}", which is neither yes nor no: write true or false` };
};

const yes: ReadonlySet<string> = new Set([
  'true',
  'yes',
  'y',
  '1',
  't',
  'on',
  'x',
  '✓',
  'wahr',
  'ja',
  'oui',
  'sí',
  'si',
]);
const no: ReadonlySet<string> = new Set(['false', 'no', 'n', '0', 'f', 'off', 'falsch', 'nein', 'non']);
