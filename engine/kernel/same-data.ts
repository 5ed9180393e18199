/** Do two pieces of plain data say the same? Key order, and keys whose value is undefined, say nothing. */
export const sameData = (a: unknown, b: unknown): boolean => {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [one, other] = [said(a), said(b)];
  return (
    one.length === other.length &&
    one.every(([name, value], index) => name === other[index]?.[0] && sameData(value, other[index]?.[1]))
  );
};

const said = (data: object): [string, unknown][] =>
  Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
