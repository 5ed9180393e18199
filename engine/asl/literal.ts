/** A JSONata expression, as Step Functions marks it. */
export type Expression = `{% ${string} %}`;

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/**
 * Data as it must be written to mean itself: keys sorted, so that their order changes no byte; what is undefined left
 * out; and text that is no plain literal spelled as an expression.
 */
export const literal = (data: unknown): Json => {
  if (typeof data === 'string') return isPlain(data) ? data : `{% ${jsonataString(data)} %}`;
  if (typeof data === 'number' || typeof data === 'boolean') return data;
  if (Array.isArray(data)) return data.map(literal);
  if (typeof data !== 'object' || data === null) return null;
  const entries = Object.entries(data).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, value]) => [key, literal(value)]));
};

/** The data that `literal` wrote so. */
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

/** Text within an expression, without what would end the expression or be taken for a placeholder. */
export const jsonataString = (text: string): string =>
  /^[\w .,:;()/-]*$/.test(text) ? `'${text}'` : JSON.stringify(text).replaceAll(/[%$\u2028\u2029]/g, escaped);

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Step Functions would take some text for an expression, deployment other text for a placeholder, and asl-validator
 * refuses text that is empty or has several lines.
 */
const isPlain = (text: string): boolean => /^.+$/.test(text) && !/^\{%|%\}$|\$\{/.test(text);
