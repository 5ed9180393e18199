import { hash } from 'node:crypto';
import { memoizeByObject } from '../kernel/memoize.ts';
import type { Figure } from './condition.ts';

/** Values that are counted the same way are the same figure, in every journey and version, and in any order of keys. */
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
