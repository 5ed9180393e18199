/** A JSONata expression in Step Functions' delimiters. */
export type Expression = `{% ${string} %}`;

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Data as a literal in a state: keys sorted, so that the output is reproducible; undefined fields left out; text that
 * would not be taken literally written as an expression.
 */
export const literal = (data: unknown): Json => {
  if (typeof data === 'string') return isPlain(data) ? data : `{% ${jsonataString(data)} %}`;
  if (typeof data === 'number' || typeof data === 'boolean') return data;
  if (Array.isArray(data)) return data.map(literal);
  if (typeof data !== 'object' || data === null) return null;
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, literal(value)]));
};

/** Inverse of `literal`. */
export const meant = (written: unknown): unknown => {
  if (typeof written === 'string') return textIn(written);
  if (Array.isArray(written)) return written.map(meant);
  if (typeof written !== 'object' || written === null) return written;
  return Object.fromEntries(Object.entries(written).map(([key, value]) => [key, meant(value)]));
};

const textIn = (written: string): string => {
  const [, single, double] = /^\{% (?:'([^']*)'|("[\s\S]*")) %\}$/.exec(written) ?? [];
  return single ?? (double === undefined ? written : (JSON.parse(double) as string));
};

/** A JSONata string literal, with characters escaped that would end the expression or form a placeholder. */
export const jsonataString = (text: string): string =>
  /^[\w .,:;()/-]*$/.test(text) ? `'${text}'` : JSON.stringify(text).replaceAll(/[%$\u2028\u2029]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Whether text can stand as it is: Step Functions takes some for an expression, deployment some for a placeholder, and
 * asl-validator rejects empty and multi-line text.
 */
const isPlain = (text: string): boolean => /^.+$/.test(text) && !/^\{%|%\}$|\$\{/.test(text);
