/** The first line in which two timelines differ, numbered from 1, with both texts. `undefined` if they are equal. */
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
