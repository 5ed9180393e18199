import type { ReadCell } from './read-dates.ts';

/** The decimal mark. */
export type DecimalMark = 'point' | 'comma';

/**
 * Reads the numbers of one column: `1234.5`, `$1,234.50`, `1.234,50 €`, `1 234,5`, `1'234.5`, `₹1,20,000`, `Rs. 500`,
 * `12%` (as 12), `(100)` and `100-` (as -100), with the sign, code or word of any currency.
 * A single mark before three digits is resolved by another value of the column; otherwise the value is refused.
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

/** With ASCII digits, without currencies and spaces. */
const digitsOf = (cell: string): string => {
  const bare = cell
    .normalize('NFKC')
    .replaceAll('−', '-')
    .replaceAll(/[\p{Z}'’%]/gu, '');
  const [, inner] = /^\((.+)\)$/.exec(bare) ?? /^(.+\d)-$/.exec(withoutCurrency(bare)) ?? [];
  return inner === undefined ? withoutCurrency(bare).replace(/^\+/, '') : `-${withoutCurrency(inner)}`;
};

/** Removes signs, codes and words of currencies, and the dash of `1200,-` and `1200.–`. */
const withoutCurrency = (text: string): string => {
  const [, sign = '', rest = ''] = /^([-+]?)(.*)$/s.exec(text) ?? [];
  return (
    sign +
    rest
      .replace(before, '')
      .replace(after, '')
      .replace(/[.,][-–—]$/, '')
  );
};

const words = [
  ...Intl.supportedValuesOf('currency'),
  ...[
    'kr',
    'zł',
    'zl',
    'kč',
    'kc',
    'ft',
    'lei',
    'лв',
    'руб',
    'rs',
    'rm',
    'rp',
    'fr',
    'sfr',
    'tl',
    'rmb',
    'dh',
    '元',
    '円',
  ],
].join('|');
/** `US$`, `A$`, `R$`: letters before a currency sign belong to it. */
const before = new RegExp(`^(?:[a-z]{0,3}\\p{Sc}|(?:${words})\\.?\\p{Sc}?|r(?=\\d))`, 'iu');
const after = new RegExp(`(?:\\p{Sc}|\\p{Sc}?(?:${words})\\.?)$`, 'iu');

const plainOf = (digits: string, mark: DecimalMark): string => {
  const isPoint = mark === 'point';
  const groups = isPoint
    ? /^-?(?:\d+|\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3})(?:\.\d*)?$/
    : /^-?(?:\d+|\d{1,3}(?:\.\d{3})+)(?:,\d*)?$/;
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

/** The decimal mark: the last of two different marks, never a repeated one; one mark before three digits is ambiguous. */
const markOf = (digits: string): DecimalMark | undefined => {
  const marks = digits.replaceAll(/[^.,]/g, '');
  if (marks === '') return undefined;
  const last = marks.at(-1) === '.' ? 'point' : 'comma';
  if (marks.includes('.') && marks.includes(',')) return last;
  if (marks.length > 1) return last === 'point' ? 'comma' : 'point';
  return /^-?\d{1,3}[.,]\d{3}$/.test(digits) && !/^-?0/.test(digits) ? undefined : last;
};
