import { memoize } from './memoize.ts';

/**
 * Whether two values are equal, or two spellings of the same word: case, width and composition of letters make no
 * difference, nor do separators (`Pro Plus`, `pro_plus`, `PRO-PLUS`).
 */
export const isSameWord = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'string' && typeof other === 'string' && plainWord(one) === plainWord(other));

/** The word's normal form. Only separators inside it are dropped: `A-` is not `A`, and `-5` is not `5`. */
export const plainWord = memoize(
  (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .trim()
      .replace(/(?<=\S)[\s_-]+(?=\S)/g, ' '),
  2_000,
);

/** The member of the set that equals the text, ignoring case, spaces, `-` and `_`. */
export const matchIn = (text: string, values: readonly string[]): string | undefined =>
  values.includes(text) ? text : only(values.filter(value => bareName(value) === bareName(text)));

/** A name without case, spaces, `-` and `_`. */
export const bareName = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

const only = (values: readonly string[]): string | undefined => (values.length === 1 ? values[0] : undefined);
