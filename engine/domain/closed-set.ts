/** The value of the set that a text clearly means: itself, or the one that differs in case, spaces, `-` and `_` only. */
export const meantOf = (text: string, values: readonly string[]): string | undefined =>
  values.includes(text) ? text : only(values.filter(value => bareName(value) === bareName(text)));

/** What is left of a name when case, spaces, `-` and `_` do not count. */
export const bareName = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

const only = (values: readonly string[]): string | undefined => (values.length === 1 ? values[0] : undefined);
