import { inWords, listed } from '../../journey/explain/words.ts';
import { formatNumber } from '../../kernel/counted.ts';
import { isObject } from '../../kernel/is-object.ts';
import { sameData } from '../../kernel/same-data.ts';
import { arrow, arrowOfTexts } from './arrow.ts';

/** Words for a piece of data that is described as a whole: a condition, a duration, an audience. */
export interface WordedData {
  /** Replaces the path of field names. */
  label?: string;
  tell(): string;
  /** Phrases for the change from an older one; if there are none, its fields are compared. */
  since?(before: WordedData | undefined, label: string): readonly string[];
  /** Phrase for its removal. */
  gone?(label: string): string;
  data: unknown;
  /** Fields whose changes are listed elsewhere: the steps of an arm. */
  elsewhere?: true;
}

export interface DataWords {
  /** Data with words of its own, by identity. */
  known: ReadonlyMap<unknown, WordedData>;
  /** English names of fields whose own names don't read well. */
  names?: Readonly<Record<string, string>>;
}

/**
 * Phrases for every difference between two pieces of plain data: at least one if they differ, none if they are equal.
 * Ignores key order and `undefined` values.
 */
export const fieldChanges = (
  before: unknown,
  after: unknown,
  path: readonly string[],
  telling: DataWords,
): readonly string[] => {
  if (sameData(before, after)) return [];
  const [old, now] = [telling.known.get(before), telling.known.get(after)];
  const where = labelOf(path, telling);
  const label = now?.label ?? old?.label ?? where;
  if (old?.elsewhere && now?.elsewhere) return [];
  if (now && (old || before === undefined)) {
    const phrases =
      now.since?.(old, label) ??
      (old && old.tell() !== now.tell() ? [`${label} ${arrow(old.tell(), now.tell())}`] : []);
    if (phrases.length > 0) return phrases;
  }
  if (old?.gone && after === undefined) return [old.gone(label)];
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path, telling);
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap(key =>
      fieldChanges(before[key], after[key], [...path, key], telling),
    );
  if (before === undefined)
    return [isObject(after) && !now ? whole(label, 'added', after, telling) : `now ${label} ${plain(after, telling)}`];
  if (after === undefined)
    return [
      isObject(before) && !old
        ? whole(label, 'removed', before, telling)
        : `no longer ${label} ${plain(before, telling)}`,
    ];
  return [
    typeof before === 'string' && typeof after === 'string'
      ? `${label} ${isWord(before) && isWord(after) ? arrow(before, after) : arrowOfTexts(before, after)}`
      : `${label} ${arrow(plain(before, telling), plain(after, telling))}`,
  ];
};

const whole = (label: string, mark: string, value: object, telling: DataWords): string => {
  const what = plain(value, telling);
  return `${label} ${mark}${what === '' ? '' : ` (${what})`}`;
};

const labelOf = (path: readonly string[], { names = {} }: DataWords): string =>
  path
    .map(key => names[key] ?? (/^[a-z]\w*$/.test(key) ? inWords(key) : /["`]/.test(key) ? key : `"${key}"`))
    .filter(name => name !== '')
    .join(' ');

const isWord = (text: string): boolean => /^[\w.:@-]{1,40}$/.test(text);

/** A value in words, however deep. */
const plain = (value: unknown, telling: DataWords): string => {
  const known = telling.known.get(value);
  if (known) return known.tell();
  if (typeof value === 'string') return isWord(value) ? value : (arrowOfTexts(value, value).split(' → ')[0] ?? '');
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value))
    return value.length === 0
      ? 'none'
      : listed(
          value.map(each => plain(each, telling)),
          'and',
        );
  if (!isObject(value)) return 'nothing';
  return Object.entries(value)
    .filter(([, each]) => each !== undefined && !(isObject(each) && Object.keys(each).length === 0))
    .map(([key, each]) => `${labelOf([key], telling)} ${plain(each, telling)}`)
    .join(', ');
};

const listChanges = (
  before: readonly unknown[],
  after: readonly unknown[],
  path: readonly string[],
  telling: DataWords,
) => {
  const label = labelOf(path, telling);
  const key = keyOf(before, after);
  if (key !== undefined) {
    const byKey = (list: readonly unknown[]) => Object.fromEntries(list.map(each => [key(each), each]));
    const [from, to] = [before.map(key), after.map(key)];
    const isOtherOrder = from.length === to.length && from.every(each => to.includes(each)) && !sameData(from, to);
    return [
      ...fieldChanges(byKey(before), byKey(after), path, telling),
      ...(isOtherOrder ? [`${label} in another order: ${from.join(', ')} → ${to.join(', ')}`] : []),
    ];
  }
  const [gone, come] = [without(before, after), without(after, before)];
  if (gone.length + come.length === 0)
    return [`${label} in another order: ${plain(before, telling)} → ${plain(after, telling)}`];
  if (gone.length === come.length && gone.every(each => !isScalar(each)))
    return gone.flatMap((each, index) => fieldChanges(each, come[index], path, telling));
  return [
    ...gone.map(each => `${label} no longer includes ${plain(each, telling)}`),
    ...come.map(each => `${label} now includes ${plain(each, telling)}`),
  ];
};

const isScalar = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** The key of the items of two lists: `id` or `name`, if it is unique. */
const keyOf = (...lists: readonly (readonly unknown[])[]): ((item: unknown) => string) | undefined => {
  for (const name of ['id', 'name']) {
    const of = (item: unknown) => (isObject(item) && typeof item[name] === 'string' ? item[name] : undefined);
    const isKeyed = (list: readonly unknown[]) =>
      new Set(list.map(of)).size === list.length && !list.map(of).includes(undefined);
    if (lists.some(list => list.length > 0) && lists.every(isKeyed)) return item => of(item) ?? '';
  }
  return undefined;
};

/** The multiset difference of two lists. */
const without = (list: readonly unknown[], other: readonly unknown[]): unknown[] => {
  const left = [...other];
  return list.filter(each => {
    const at = left.findIndex(one => sameData(one, each));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
};
