/** The text without white space and zero-width characters at its ends, which copied text often has. */
export const trimmed = (text: string): string => {
  let [from, to] = [0, text.length];
  while (from < to && edge.test(text.charAt(from))) from++;
  while (to > from && edge.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
};

/** White space, zero-width space, word joiner, direction marks, soft hyphen. Joiners are part of the text. */
const edge = /[\s\u200b\u2060\u200e\u200f\u00ad]/;
