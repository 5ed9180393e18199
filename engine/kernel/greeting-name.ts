import {
  dottedTitles,
  groupWords,
  honorifics,
  particles,
  placeholders,
  roleWords,
  suffixes,
  titles,
  vietnameseFamilyNames,
} from './name-words.ts';

/**
 * The name for a greeting, from a full name in any usual form: `Reyes, Ada`, `Dr. Ada Reyes`, `ADA REYES`. `undefined`
 * if it would be a guess, because a greeting without a name is better than one with a wrong name.
 */
export const greetingName = (full: string): string | undefined => {
  const name = withoutAsides(full);
  if (isNobody(name)) return undefined;
  if (eastAsian.test(name)) return withoutHonorific(name);
  const [before = [], ...after] = name.split(/[,،、]/).map(words);
  const given = after.find(part => part.length > 0 && !part.every(isSuffix));
  if (given === undefined) return givenOf(withoutTitles(before));
  // In `Reyes, Ada` the given name follows the comma; in `Ada Reyes, Acme` it does not.
  const family = withoutTitles(before).rest.filter(word => !isSuffix(word));
  return isFamilyName(family) && !roleWords.has(plain(given[0] ?? ''))
    ? givenOf({ ...withoutTitles(given), isFamilyNameKnown: true })
    : undefined;
};

/** As above, for a field that holds given names only: two words may be a double name. */
export const greetingOfGiven = (given: string): string | undefined => {
  const name = withoutAsides(given);
  if (isNobody(name) || eastAsian.test(name)) return isNobody(name) ? undefined : withoutHonorific(name);
  const { rest } = withoutTitles(words(name));
  return rest.length > 0 && rest.length <= 3 && rest.every(isWord) ? rest.map(cased).join(' ') : undefined;
};

interface Given {
  rest: readonly string[];
  hadTitle: boolean;
  isFamilyNameKnown?: boolean;
}

const givenOf = ({ rest, hadTitle, isFamilyNameKnown = false }: Given): string | undefined => {
  const full = rest.filter(word => !isSuffix(word));
  const names = full.filter(word => !isInitial(word));
  const first = callName(names);
  if (first === undefined || !isWord(first) || particles.has(first) || isShortened(first, full)) return undefined;
  // `Dr. Reyes`, `A. Reyes`: the one word left is the family name.
  const isAlone = full.at(-1) === names[0] && !isFamilyNameKnown;
  return isAlone && (hadTitle || full.length > 1) ? undefined : cased(first);
};

/**
 * The first name, unless the family name comes first: in capitals, as in `REYES Ada`, or in Vietnamese, where the last
 * word is the given name.
 */
const callName = (names: readonly string[]): string | undefined => {
  const [first = ''] = names;
  if (names.length > 1 && vietnameseFamilyNames.has(first.toLowerCase())) return names.at(-1);
  const given = names.findIndex(name => !isShouted(name));
  // Two letters, as in `AJ Styles`, may be initials.
  return names.slice(0, Math.max(given, 0)).some(name => [...name].length > 2) ? names[given] : names[0];
};

const words = (text: string): string[] =>
  text
    .split(/\s+/)
    .map(word => word.replace(/^[^\p{L}\p{M}]+|[^\p{L}\p{M}.]+$/gu, ''))
    .filter(Boolean);

const withoutTitles = (all: readonly string[]): Given => {
  const begin = all.findIndex((word, index) => !isTitle(word, index > 0));
  return { rest: begin < 0 ? [] : all.slice(begin), hadTitle: begin !== 0 };
};

/** `Dr.`, and the field of a title: `Dr. phil.` */
const isTitle = (word: string, isAfterTitle: boolean): boolean => {
  if (titles.has(plain(word))) return true;
  return word.endsWith('.') && (dottedTitles.has(plain(word)) || (isAfterTitle && /^\p{Ll}{2,}\.$/u.test(word)));
};

/** Additions around a name: `Ada Reyes (she/her)`, `Ada Reyes | Acme`, `"Ada"`. */
const withoutAsides = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\(.*?\)|\[.*?\]|（.*?）/gu, ' ')
    .replace(/\s[|/•·–—-]\s.*$/u, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Whether it is no person's name: an address, a link, a user name, a department or a company. */
const isNobody = (name: string): boolean => {
  if (name === '' || [...name].length > 120 || notInNames.test(name) || placeholders.has(name.toLowerCase()))
    return true;
  const all = words(name);
  const [first = '', last = ''] = [all[0], all.at(-1)].map(word => plain(word ?? ''));
  if (roleWords.has(first) || (all.length > 1 && groupWords.has(last))) return true;
  return all.some(word => /[^.]\.[^.]{2,}/u.test(word) && !titles.has(plain(word)));
};

/** Of addresses, links and unfilled templates (`*|FNAME|*`), and what joins two people (`Ada & Bob`). */
const notInNames = /[@:;\\_%*|<>{}$=+&]|\d|\s(?:and|und|et|og|och|en|и|та)\s/iu;

/** `Wm. Smith`: an abbreviation of a name, or a title that is not known. */
const isShortened = (first: string, all: readonly string[]): boolean => first.endsWith('.') && all.length > 1;

const isFamilyName = (before: readonly string[]): boolean =>
  before.length === 1 || particles.has(before[0]?.toLowerCase() ?? '');

const plain = (word: string): string => word.replaceAll('.', '').toLowerCase();

/** Two letters are a suffix only in capitals: `Ma` is a name, `MA` a degree. */
const isSuffix = (word: string): boolean =>
  suffixes.has(plain(word)) && (plain(word).length > 2 || word === word.toUpperCase() || word.endsWith('.'));

/** `A.`, `A`, `a`, `J.R.R.`; letters of scripts without capitals are no initials. */
const isInitial = (word: string): boolean => /^(\p{L}\.)*\p{L}?$/u.test(word) && /^[\p{Lu}\p{Ll}]/u.test(word);

/** Letters of one name, including apostrophes and hyphens within it. */
const isWord = (word: string): boolean =>
  /^\p{L}[\p{L}\p{M}'’ʻʼ`´·\p{Join_Control}-]*\.?$/u.test(word) && [...word].length <= 40;

/** `ADA`, `aDA` and `ada` are `Ada`, `MARÍA-JOSÉ` is `María-José`; `AJ` and `McKenna` stay. */
const cased = (word: string): string => {
  const bare = word.replace(/\.$/, '');
  if (isShouted(bare) && /^(.J|[^AEIOUYÀ-ÖØ-Ý]{2})$/u.test(bare)) return bare;
  const isInverted = /^\p{Ll}\p{Lu}+$/u.test(bare);
  const parts = isShouted(bare) || isInverted ? bare.toLowerCase() : bare;
  if (parts !== parts.toLowerCase()) return parts;
  return parts.replace(/(^|[-'’])(\p{Ll})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
};

const isShouted = (word: string): boolean => word === word.toUpperCase() && word !== word.toLowerCase();

const eastAsian = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** East Asian names put the family name first, and a greeting uses the whole name. */
const withoutHonorific = (name: string): string | undefined => {
  const honorific = honorifics.find(each => name.endsWith(each));
  const bare = honorific ? name.slice(0, -honorific.length).trim() : name;
  return /^\p{L}[\p{L}\p{M} ・·]{0,19}$/u.test(bare) ? bare : undefined;
};
