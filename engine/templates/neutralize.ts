import { readDate } from '../kernel/read-date.ts';
import { shortened } from '../kernel/shortened.ts';

/**
 * Makes values safe to print. Names that people entered for themselves and their company could carry a phishing link
 * into a mail that we sign: in `account` and `contact` schemes are dropped, dots cannot make an address, and length is
 * bounded. Control and direction characters are removed from all values, so that none breaks a header or reverses text.
 */
export const neutralize = (variables: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(variables)
      .map(([name, value]): [string, unknown] => [
        name,
        typedByPeople.has(name)
          ? mapStrings(value, (text, key) => (key === 'email' || readDate(text) ? clean(text) : defuse(clean(text))))
          : mapStrings(value, clean),
      ])
      .map(([name, value]): [string, unknown] => [name, withoutHoles(name, value)])
      .filter(([, value]) => isSaid(value)),
  );

/** Text that people typed, shortened and without anything that becomes a link. */
export const defused = (text: string): string => defuse(clean(text));

/** Text for a header: always one line. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();

const typedByPeople: ReadonlySet<string> = new Set(['account', 'contact']);

const clean = (text: string): string => {
  // Fast path: the only invisible characters of ASCII are controls.
  const visible = /^[ -~]*$/.test(text) ? text : text.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(invisible, '');
  return visible.replace(/\s+/g, ' ').trim();
};

/** Letters of scripts that join, such as Persian and Sinhala. */
const joining = String.raw`[[\p{L}\p{M}]--[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Han}\u0300-\u036F\uFE00-\uFE0F]]`;
const emoji = String.raw`[[\p{Emoji}\uFE0F]--[0-9#*]]`;
const withoutSpaces = String.raw`[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]`;

/** Keeps joiners where writing needs them, and the tags of flags: elsewhere they hide text. */
const invisible = new RegExp(
  [
    // Lone surrogates, direction marks and overrides, word joiners, byte order marks.
    String.raw`[\p{Surrogate}\u061C\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF\uFFF9-\uFFFB]`,
    String.raw`(?<!${joining})\u200C`,
    String.raw`(?<!${joining}|${emoji})\u200D`,
    String.raw`(?<!${withoutSpaces})\u200B`,
    String.raw`(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]*)[\u{E0000}-\u{E007F}]`,
  ].join('|'),
  'gv',
);

const longest = 120;

// A word joiner after a dot is invisible, and stops mail programs from making a link. IDNA has four dots; a host ends
// with a letter or is an IP address; versions, times and other numbers stay as they are.
const hostDot = /(?<=[^\s.。．｡])[.。．｡](?=\p{L})/gu;
const numericHost = /\d+(?:[.。．｡]\d+)+(?=[/:])|(?<![\d.])\d{1,3}(?:[.。．｡]\d{1,3}){3}(?![\d.])/gu;

const defuse = (text: string): string =>
  shortened(
    text
      .replace(/\b[a-z][a-z0-9+.-]*:\/+/gi, '')
      .replace(/\\{2,}/g, '\\')
      .replace(hostDot, '$&\u2060')
      .replace(numericHost, host => host.replace(/[.。．｡]/gu, '$&\u2060')),
    longest,
    codePoints,
  );

const codePoints = (text: string): number => [...text].length;

const mapStrings = (value: unknown, change: (text: string, key: string) => string, key = ''): unknown => {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map(item => mapStrings(item, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, change, name)]));
};

/** Unknown values are omitted: a template that prints one without a `default` must fail, not leave a gap. */
const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== '';

/** The project's own values are deliberate, and may be empty. */
const withoutHoles = (name: string, value: unknown): unknown => (name === 'sender' ? value : saidOf(value));

const saidOf = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).filter(([, item]) => isSaid(item)));
