import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sameData } from '../../engine/kernel/same-data.ts';

const aKey = fc.constantFrom('a', 'b', 'c');
const { data } = fc.letrec(tie => ({
  data: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<unknown>(1, 2, 'x', null, undefined, true),
    fc.array(tie('data'), { maxLength: 3 }),
    fc.dictionary(aKey, tie('data'), { maxKeys: 3 }),
  ),
}));

/** As text, in order of keys and without those that are undefined. */
const written = (of: unknown): string => {
  if (Array.isArray(of)) return `[${of.map(written).join()}]`;
  if (typeof of !== 'object' || of === null) return `${typeof of} ${String(of)}`;
  const said = Object.entries(of).filter(([, value]) => value !== undefined);
  return `{${said
    .map(([key, value]) => `${key}:${written(value)}`)
    .sort()
    .join()}}`;
};

it('is the same in any order of keys, whether a key is undefined or missing, and only then', () => {
  const pair = fc.oneof(
    fc.tuple(data, data),
    data.map(of => [of, reordered(of)]),
  );
  fc.assert(
    fc.property(pair, ([one, other]) => {
      expect(sameData(one, other)).toBe(written(one) === written(other));
    }),
    { numRuns: 2_000 },
  );
});

const reordered = (of: unknown): unknown => {
  if (Array.isArray(of)) return of.map(reordered);
  if (typeof of !== 'object' || of === null) return of;
  const turned = Object.entries(of).reverse();
  return { missing: undefined, ...Object.fromEntries(turned.map(([key, value]) => [key, reordered(value)])) };
};
