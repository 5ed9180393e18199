import { formatNumber } from '../../kernel/counted.ts';
import { wholeStart } from '../../kernel/shortened.ts';

/** `day 7 → day 5`. For long texts only the difference, with the context once. */
export const arrow = (before: string, after: string): string => {
  const [a, b] = [before.split(' '), after.split(' ')];
  if (Math.min(a.length, b.length) <= fewWords) return `${before} → ${after}`;
  let head = 0;
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < Math.min(a.length, b.length) - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const middle = (words: readonly string[]) => words.slice(head, words.length - tail).join(' ');
  if (middle(a) === '' || middle(b) === '') return `${before} → ${after}`;
  return [...a.slice(0, head), `${middle(a)} → ${middle(b)}`, ...a.slice(a.length - tail)].join(' ');
};

/** Shorter texts are shown completely. */
const fewWords = 3;

/** The same for texts that people read: quoted, with the first differing line. */
export const arrowOfTexts = (before: string, after: string): string => {
  const [a, b] = [before.split('\n'), after.split('\n')];
  const at = a.findIndex((line, index) => line !== b[index]);
  const first = at < 0 ? a.length : at;
  const more = Math.max(a.length, b.length) > 1 ? differing(a, b) - 1 : 0;
  const rest = more > 0 ? `, and ${formatNumber(more)} more ${more === 1 ? 'line' : 'lines'}` : '';
  const [from = '', to = ''] = [a[first], b[first]];
  const start = Math.max(0, sharedStart(from, to) - 30);
  return `${excerpt(from, start)} → ${excerpt(to, start)}${rest}`;
};

const differing = (a: readonly string[], b: readonly string[]): number => {
  const kept = new Set(a);
  const now = new Set(b);
  return Math.max(a.filter(line => !now.has(line)).length, b.filter(line => !kept.has(line)).length, 1);
};

const sharedStart = (a: string, b: string): number => {
  let index = 0;
  while (index < Math.min(a.length, b.length) && a[index] === b[index]) index += 1;
  return index;
};

const shown = 70;

const excerpt = (text: string, start: number): string => {
  if (text.length <= shown) return `"${text}"`;
  const from = wholeStart(text, Math.min(start, text.length - shown)).length;
  const part = wholeStart(text.slice(from), shown);
  const ends = from + part.length >= text.length;
  return `"${from > 0 ? '…' : ''}${part.trim()}${ends ? '' : '…'}"`;
};
