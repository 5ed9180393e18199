import { bareName } from './same-word.ts';

/** The fix for an unknown name: the nearest known one, or some of the known ones if none is near. */
export const didYouMean = (unknown: string, known: readonly string[]): string => {
  const nearest = nearestOf(unknown, known);
  if (nearest !== undefined) return `Did you mean ${quote(nearest)}?`;
  return known.length === 0 ? 'None is declared yet.' : `Known are ${someOf(unknown, known, quote)}.`;
};

/**
 * The closest known name if it is near enough, otherwise the only one that begins with the unknown name, or contains
 * it.
 */
export const nearestOf = (unknown: string, all: readonly string[]): string | undefined => {
  const known = all.filter(name => !isOpposite(unknown, name));
  const [nearest] = known
    .map(name => ({ name, distance: distance(unknown, name) }))
    .sort((a, b) => a.distance - b.distance);
  if (nearest && nearest.distance <= Math.max(2, unknown.length / 3)) return nearest.name;
  const parted = containing(unknown, known);
  const begun = parted.filter(name => name.toLowerCase().startsWith(unknown.toLowerCase()));
  const [only, ...others] = begun.length > 0 ? begun : parted;
  return others.length === 0 ? only : undefined;
};

/** Whether one word is the other with a negating prefix, such as `inactive` and `active`: never a misspelling of it. */
const isOpposite = (a: string, b: string): boolean => {
  const [short = '', long = ''] = [a, b].map(bareName).sort((one, other) => one.length - other.length);
  return negations.some(negation => long === `${negation}${short}`);
};

const negations: readonly string[] = ['in', 'un', 'non', 'not', 'no', 'dis', 'de'];

/** As `didYouMean`, worded for the command line. */
export const nameOneOf = (unknown: string, known: readonly string[]): string => {
  const nearest = nearestOf(unknown, known);
  return nearest === undefined
    ? `name one of: ${someOf(unknown, known, name => name)}`
    : `did you mean ${quote(nearest)}?`;
};

/** Longer lists of names do not help. */
const mostShown = 8;

/** Some known names, beginning with those that contain the unknown name. */
const someOf = (unknown: string, known: readonly string[], show: (name: string) => string): string => {
  const all = [...new Set([...containing(unknown, known), ...known])];
  const rest = all.length > mostShown ? ` and ${all.length - mostShown} more` : '';
  return `${all.slice(0, mostShown).map(show).join(', ')}${rest}`;
};

/** Shorter parts occur in too many names. */
const shortestPart = 3;

const containing = (part: string, known: readonly string[]): string[] =>
  part.length < shortestPart ? [] : known.filter(name => name.toLowerCase().includes(part.toLowerCase()));

export const quote = (text: string): string => `"${text}"`;

/** Levenshtein distance, ignoring case. */
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
