/** Where two timelines part: the number of the line, from 1, and that line of each. Undefined where they are the same. */
export const firstDifference = (
  one: readonly string[],
  other: readonly string[],
): { line: number; one: string; other: string } | undefined => {
  const length = Math.max(one.length, other.length);
  for (let index = 0; index < length; index++) {
    if (one[index] !== other[index])
      return { line: index + 1, one: one[index] ?? nothing, other: other[index] ?? nothing };
  }
  return undefined;
};

const nothing = 'nothing: it has ended';
