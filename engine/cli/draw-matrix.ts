import type { ContactMatrix, Meeting } from '../journey/contact-matrix.ts';

/** The matrix as text: one row and one numbered column per journey. */
export const drawMatrix = ({ journeys, rows }: ContactMatrix): string => {
  const width = Math.max(...journeys.map(id => id.length), 0);
  const digits = String(journeys.length).length;
  const cell = (text: string): string => text.padStart(digits + 1);
  return [
    'Journeys that may reach the same contact in the same week',
    '',
    `${' '.repeat(digits + 1 + width)}${journeys.map((_, index) => cell(String(index + 1))).join('')}`,
    ...rows.map(
      (row, index) =>
        `${String(index + 1).padStart(digits)} ${(journeys[index] ?? '').padEnd(width)}${row.map((meeting, column) => cell(column === index ? '·' : signs[meeting])).join('')}`,
    ),
    '',
    'x  both may write   <  the journey of the row waits   ^  the journey of the column waits',
    '-  one excludes the other   (blank)  never',
    '',
  ].join('\n');
};

const signs: Record<Meeting, string> = {
  both: 'x',
  'first-waits': '<',
  'second-waits': '^',
  excluded: '-',
  never: ' ',
};
