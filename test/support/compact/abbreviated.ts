import type { JsonValue } from './shape-of.ts';

/** `<word>` → what it stands for. */
export type Abbreviations = Readonly<Record<string, JsonValue>>;

const embedded = '<json>';

/**
 * The value with words in the place of what they stand for, and JSON in strings opened. Other strings that look like
 * words get a `\` before.
 */
export const abbreviated = (value: JsonValue, words: Abbreviations): JsonValue => {
  const wordOf = new Map(Object.entries(words).map(([word, meaning]) => [JSON.stringify(meaning), word]));
  const told = (value: JsonValue): JsonValue => {
    const word = wordOf.get(JSON.stringify(value));
    if (word !== undefined) return word;
    if (typeof value === 'string') {
      const json = jsonIn(value);
      return json ? { [embedded]: told(json) } : value.replace(/^(?=\\*<.*>$)/, '\\');
    }
    return mapped(value, told);
  };
  return told(value);
};

/** `abbreviated`, reversed. */
export const spelledOut = (value: JsonValue, words: Abbreviations): JsonValue => {
  const meaningOf = new Map(Object.entries(words));
  const told = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return meaningOf.get(value) ?? value.replace(/^\\(?=\\*<.*>$)/, '');
    if (typeof value === 'object' && value !== null && embedded in value)
      return JSON.stringify(told((value as { [embedded]: JsonValue })[embedded]));
    return mapped(value, told);
  };
  return told(value);
};

/** The list or object with every part changed. */
export const mapped = (value: JsonValue, change: (part: JsonValue) => JsonValue): JsonValue => {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
};

/** The object or list that a string is the JSON of, as `JSON.stringify` writes it. */
const jsonIn = (text: string): JsonValue | undefined => {
  if (!/^[[{].*[\]}]$/s.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as JsonValue;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};
