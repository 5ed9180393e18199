/**
 * Makes values safe to print. What people typed about themselves and their company could carry a phishing link into a
 * mail that we sign: in `account` and `contact` schemes are dropped, dots cannot make an address, and length is bounded.
 * Control and direction characters go everywhere, so that no value breaks a header or turns text around.
 */
export const neutralize = (variables: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [
      name,
      typedByPeople.has(name)
        ? mapStrings(value, (text, key) => (key === 'email' ? clean(text) : defuse(clean(text))))
        : mapStrings(value, clean),
    ]),
  );

/** What people typed, so that it can become no link, and is not long. */
export const defused = (text: string): string => defuse(clean(text));

/** Text for a header: one line, whatever it was made of. */
export const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ').trim();

const typedByPeople: ReadonlySet<string> = new Set(['account', 'contact']);

// Control characters, zero-width characters, direction overrides, line separators, byte order mark.
const unprintable = /[\p{Cc}\u200B-\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/gu;

const clean = (text: string): string => text.replace(unprintable, ' ').replace(/\s+/g, ' ').trim();

const longest = 120;

// A word joiner after a dot inside a word is invisible, and keeps mail programs from making a link of it.
const defuse = (text: string): string => {
  const plain = text.replace(/\b[a-z][a-z0-9+.-]*:\/+/gi, '').replace(/(?<=[\p{L}\p{N}])\.(?=[\p{L}])/gu, '.\u2060');
  return plain.length > longest ? `${[...plain].slice(0, longest - 1).join('')}…` : plain;
};

const mapStrings = (value: unknown, change: (text: string, key: string) => string, key = ''): unknown => {
  if (typeof value === 'string') return change(value, key);
  if (Array.isArray(value)) return value.map(item => mapStrings(item, change, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, mapStrings(item, change, name)]));
};
