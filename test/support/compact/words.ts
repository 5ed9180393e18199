import type { Json } from './shape.ts';

/** `<word>` → what it stands for. */
export type Words = Readonly<Record<string, Json>>;

const embedded = '<json>';

/** The value with words in the place of what they stand for, and JSON in strings opened. Other strings that look like words get a `\` before. */
export const inWords = (value: Json, words: Words): Json => {
  const wordOf = new Map(Object.entries(words).map(([word, meaning]) => [JSON.stringify(meaning), word]));
  const told = (value: Json): Json => {
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

/** `inWords`, reversed. */
export const spelledOut = (value: Json, words: Words): Json => {
  const meaningOf = new Map(Object.entries(words));
  const told = (value: Json): Json => {
    if (typeof value === 'string') return meaningOf.get(value) ?? value.replace(/^\\(?=\\*<.*>$)/, '');
    if (typeof value === 'object' && value !== null && embedded in value)
      return JSON.stringify(told((value as { [embedded]: Json })[embedded]));
    return mapped(value, told);
  };
  return told(value);
};

/** The list or object with every part changed. */
export const mapped = (value: Json, change: (part: Json) => Json): Json => {
  if (Array.isArray(value)) return value.map(change);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, change(part)]));
};

/** The object or list that a string is the JSON of, as `JSON.stringify` writes it. */
const jsonIn = (text: string): Json | undefined => {
  if (!/^[[{].*[\]}]$/s.test(text)) return undefined;
  try {
    const value = JSON.parse(text) as Json;
    return JSON.stringify(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
};
