/** The remedy for an unknown name: the nearest known one, or all of them when none is near. */
export const didYouMean = (unknown: string, known: readonly string[]): string => {
  const nearest = nearestOf(unknown, known);
  if (nearest !== undefined) return `Did you mean ${quote(nearest)}?`;
  if (known.length === 0) return 'None is declared yet.';
  const shown = known.slice(0, 8).map(quote).join(', ');
  return `Known are ${shown}${known.length > 8 ? ` and ${known.length - 8} more` : ''}.`;
};

/** The closest known name, if one is near enough. */
export const nearestOf = (unknown: string, known: readonly string[]): string | undefined => {
  const [nearest] = known
    .map(name => ({ name, distance: distance(unknown, name) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest && nearest.distance <= Math.max(2, unknown.length / 3) ? nearest.name : undefined;
};

/** As above for a command line: the closest name, or all of them. */
export const nameOneOf = (unknown: string, known: readonly string[]): string => {
  const nearest = nearestOf(unknown, known);
  return nearest === undefined ? `name one of: ${known.join(', ')}` : `did you mean ${quote(nearest)}?`;
};

export const quote = (text: string): string => `"${text}"`;

/** Levenshtein, blind to case. */
const distance = (from: string, to: string): number => {
  const [a, b] = [from.toLowerCase(), to.toLowerCase()];
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (let column = 1; column <= b.length; column++) {
      const [above = 0, diagonal = 0, left = 0] = [row[column], row[column - 1], next[column - 1]];
      next.push(Math.min(above + 1, left + 1, diagonal + (letter === b[column - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};
