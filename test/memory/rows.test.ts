import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allExpiring,
  deleteExpiring,
  expiringAt,
  newExpiringRows,
  putExpiring,
} from '../../engine/memory/expiring-rows.ts';
import { immutable } from '../../engine/memory/immutable.ts';
import {
  allRows,
  byBytes,
  deleteRow,
  newRows,
  putRow,
  rowAt,
  rowsBetween,
  rowsUnder,
} from '../../engine/memory/rows.ts';

/** Few, with what sorts differently in UTF-8 than in JavaScript. */
const key = fc.string({ unit: fc.constantFrom('a', 'b', '#', '\ufb01', '\u{1f600}', '\0'), maxLength: 4 });
const utf8 = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

describe('rows', () => {
  it('are in the order of the bytes of their keys', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(byBytes(a, b))).toBe(utf8(a, b));
      }),
    );
  });

  it('are those that were written last, whatever was written and deleted before', () => {
    const write = fc.record({ key, value: fc.option(fc.nat()) });
    fc.assert(
      fc.property(fc.array(write, { maxLength: 30 }), key, key, (writes, from, to) => {
        const rows = newRows<string>();
        const expected = new Map<string, string>();
        for (const { key, value } of writes) {
          if (value === null) {
            deleteRow(rows, key);
            expected.delete(key);
          } else {
            putRow(rows, key, `${key}=${value}`);
            expected.set(key, `${key}=${value}`);
          }
        }
        const sorted = [...expected].sort(([a], [b]) => utf8(a, b));
        const those = (isWanted: (key: string) => boolean) =>
          sorted.filter(([key]) => isWanted(key)).map(([, value]) => value);
        expect(allRows(rows)).toEqual(those(() => true));
        expect(rowAt(rows, from)).toBe(expected.get(from));
        expect(rowsUnder(rows, from)).toEqual(those(each => each.startsWith(from)));
        expect(rowsBetween(rows, from, to)).toEqual(those(each => utf8(each, from) >= 0 && utf8(each, to) < 0));
      }),
    );
  });

  it('that somebody holds do not change', () => {
    const rows = newRows<number>();
    putRow(rows, 'a', 1);
    const held = allRows(rows);
    putRow(rows, 'a', 2);
    putRow(rows, 'b', 3);

    expect(held).toEqual([1]);
    expect(allRows(rows)).toEqual([2, 3]);
    expect(allRows(rows)).toBe(allRows(rows));
  });
});

describe('rows that expire', () => {
  const at = (second: number): string => new Date(second * 1000).toISOString();

  it('are read until their time, and take no place for long after it', () => {
    const rows = newExpiringRows<number>();
    for (let second = 0; second < 10_000; second++)
      putExpiring(rows, String(second), { value: second, expiresAt: second + 10 }, at(second));

    expect(allExpiring(rows, at(10_000)).sort()).toEqual(Array.from({ length: 9 }, (_, n) => 9_991 + n));
    expect(expiringAt(rows, '9990', at(9_999.999))).toBe(9_990);
    expect(expiringAt(rows, '9990', at(10_000))).toBeUndefined();
    expect(rows.rows.keys.length).toBeLessThan(100);
  });

  it('can be deleted, and written again', () => {
    const rows = newExpiringRows<string>();
    putExpiring(rows, 'a', { value: 'one', expiresAt: 9 }, at(1));
    deleteExpiring(rows, 'a');
    expect(expiringAt(rows, 'a', at(1))).toBeUndefined();
    putExpiring(rows, 'a', { value: 'two', expiresAt: 9 }, at(1));
    expect(expiringAt(rows, 'a', at(1))).toBe('two');
  });
});

describe('a value that is kept', () => {
  it('is what JSON would make of it', () => {
    const json = fc.object({ values: [fc.integer(), fc.string(), fc.boolean(), fc.constant(null)] });
    const holes = fc.dictionary(fc.string(), fc.option(json, { nil: undefined }), { noNullPrototype: true });
    fc.assert(
      fc.property(fc.array(holes), value => {
        expect(immutable(value)).toStrictEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('cannot be changed by whoever wrote it or reads it', () => {
    const written = { steps: { first: 'done' }, tags: [{ name: 'a' }] };
    const kept = immutable(written);
    written.steps.first = 'changed';

    expect(kept).toEqual({ steps: { first: 'done' }, tags: [{ name: 'a' }] });
    expect(() => {
      kept.steps.first = 'changed';
    }).toThrow(TypeError);
    expect(() => kept.tags.push({ name: 'b' })).toThrow(TypeError);
  });

  it('shares what was kept before', () => {
    const first = immutable({ a: { deep: [1] }, b: 1 });
    expect(immutable({ ...first, b: 2 }).a).toBe(first.a);
  });
});
