/** The member of the set that equals the text, ignoring case, spaces, `-` and `_`. */
export const matchIn = (text: string, values: readonly string[]): string | undefined =>
  values.includes(text) ? text : only(values.filter(value => bareName(value) === bareName(text)));

/** A name without case, spaces, `-` and `_`. */
export const bareName = (text: string): string => text.toLowerCase().replace(/[\s_-]+/g, '');

const only = (values: readonly string[]): string | undefined => (values.length === 1 ? values[0] : undefined);
