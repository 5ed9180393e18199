import * as z from 'zod';
import { didYouMean, quote } from '../kernel/did-you-mean.ts';
import { matchIn } from '../kernel/same-word.ts';
import { shortened } from '../kernel/shortened.ts';

/**
 * A member of a closed set: the value that a text clearly means (` Resolve ` for `resolve`); anything else is refused, with the
 * known values.
 */
export const lenientEnum = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.preprocess(
    said => (typeof said === 'string' ? (matchIn(said.trim(), values) ?? said) : said),
    z.enum(values, { error: ({ input }) => problemOf(input, values) }),
  );

const problemOf = (said: unknown, values: readonly string[]): string => {
  const known = `give one of ${values.join(', ')}`;
  if (said === undefined || said === null) return `is missing: ${known}`;
  if (typeof said !== 'string') return `must be text: ${known}`;
  const shown = shortened(said, 60);
  return `is unknown, ${quote(shown)}: ${didYouMean(shown, values)}`;
};
