import type { ReadCell } from './read-dates.ts';

/** Which mark stands before the decimals. */
export type DecimalMark = 'point' | 'comma';

/**
 * Reads the numbers of one column: `1234.5`, `$1,234.50`, `1.234,50 €`, `1 234,5`, `1'234.5`, `12%` (as 12) and `(100)` (as -100).
 * What a lone mark before three digits means is told by another value of the column, else it is refused.
 */
export const numbersOf = (cells: readonly string[], said?: DecimalMark): ((cell: string) => ReadCell) => {
  const mark = said ?? markIn(cells);
  return cell => {
    const digits = digitsOf(cell);
    const isEither = /^\d{1,3}[.,]\d{3}$/.test(digits.replace(/^-/, '')) && mark === undefined && !/^-?0/.test(digits);
    if (isEither)
      return {
        problem: `is "${cell.trim()}", of which nothing tells whether its mark stands before thousands or decimals: add --decimal point or --decimal comma`,
      };
    const plain = plainOf(digits, mark ?? markOf(digits) ?? 'point');
    return /^-?\d+(\.\d+)?$/.test(plain)
      ? { value: Number(plain) }
      : { problem: `is "${cell.trim().slice(0, 40)}", which is no number` };
  };
};

/** Without signs of currencies and gaps between thousands. */
const digitsOf = (cell: string): string => {
  const bare = cell.trim().replaceAll(/[\p{Sc}\p{Z}'’%]|\b(?:usd|eur|gbp|chf|cad|aud|jpy)\b/giu, '');
  const [, inner] = /^\((.+)\)$/.exec(bare) ?? [];
  return inner === undefined ? bare.replace(/^\+/, '').replace(/^−/, '-') : `-${inner}`;
};

const plainOf = (digits: string, mark: DecimalMark): string => {
  const isPoint = mark === 'point';
  const groups = isPoint ? /^-?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?$/ : /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d*)?$/;
  if (!groups.test(digits)) return '';
  const plain = isPoint ? digits.replaceAll(',', '') : digits.replaceAll('.', '').replace(',', '.');
  return plain.replace(/\.$/, '');
};

const markIn = (cells: readonly string[]): DecimalMark | undefined => {
  for (const cell of cells) {
    const mark = markOf(digitsOf(cell));
    if (mark) return mark;
  }
  return undefined;
};

/** The last of two different marks is the decimal one; one that comes twice is not; nor is one before other than three digits. */
const markOf = (digits: string): DecimalMark | undefined => {
  const marks = digits.replaceAll(/[^.,]/g, '');
  if (marks === '') return undefined;
  const last = marks.at(-1) === '.' ? 'point' : 'comma';
  if (marks.includes('.') && marks.includes(',')) return last;
  if (marks.length > 1) return last === 'point' ? 'comma' : 'point';
  return /^-?\d{1,3}[.,]\d{3}$/.test(digits) && !/^-?0/.test(digits) ? undefined : last;
};
