import { memoize } from './memoize.ts';

/**
 * Are two values equal, texts in any spelling of the same word? Case, width and composition of letters make no difference, and neither does how its parts are
 * held together (`Pro Plus`, `pro_plus`, `PRO-PLUS`).
 */
export const isSameWord = (one: unknown, other: unknown): boolean =>
  one === other || (typeof one === 'string' && typeof other === 'string' && plainWord(one) === plainWord(other));

/** Between letters, digits and signs only: `A-` is not `A`, and `-5` is not `5`. */
export const plainWord = memoize(
  (text: string): string =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .trim()
      .replace(/(?<=\S)[\s_-]+(?=\S)/g, ' '),
  2_000,
);
