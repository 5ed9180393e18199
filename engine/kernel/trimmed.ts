/** Without white space at its ends, and without the marks of width nothing that copied text brings along there. */
export const trimmed = (text: string): string => {
  let [from, to] = [0, text.length];
  while (from < to && edge.test(text.charAt(from))) from++;
  while (to > from && edge.test(text.charAt(to - 1))) to--;
  return text.slice(from, to);
};

/** Zero-width space and word joiner, marks of direction, soft hyphen. Joiners belong to what they join. */
const edge = /[\s\u200b\u2060\u200e\u200f\u00ad]/;
