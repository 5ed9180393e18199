import { hash } from 'node:crypto';
import { memoizeByObject } from '../kernel/memoize.ts';
import type { Figure } from './condition.ts';

/** Whatever is counted the same way is the same figure, whichever journey or version compares it, in whatever order of keys. */
export const figureName = memoizeByObject((figure: Figure): string =>
  hash('sha256', JSON.stringify(inOrder(figure)), 'base64url').slice(0, 10),
);

/** State machines keep a step's data, and not the order of its keys. */
const inOrder = (data: unknown): unknown => {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map(inOrder);
  return Object.entries(data)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => [key, inOrder(value)]);
};
