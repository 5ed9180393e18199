import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { days } from '#engine';
import { canonicalJson, contentHash } from '../../engine/journey/content-hash.ts';
import { smallCatalog } from './small-catalog.ts';

const { email, journey, on, role, wait } = smallCatalog;

describe('the content hash', () => {
  test('does not depend on key order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(contentHash(reversed(value))).toBe(contentHash(value));
      }),
    );
  });

  test('does not depend on formatting, nor on what is undefined', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), record => {
        expect(contentHash(JSON.parse(JSON.stringify(record, null, 4)))).toBe(contentHash(record));
        expect(contentHash({ ...record, 'not there': undefined })).toBe(contentHash(record));
      }),
    );
  });

  test('differs where the content differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
        expect(contentHash(one) === contentHash(other)).toBe(canonicalJson(one) === canonicalJson(other));
      }),
    );
    expect(contentHash([1, 2])).not.toBe(contentHash([2, 1]));
    expect(contentHash({ a: 1 })).not.toBe(contentHash({ a: '1' }));
  });

  test('stays what it is from release to release, for enrollments name it', () => {
    expect(contentHash({ b: [1, 'two', null], a: { nested: true } })).toBe('jlwn6kdxjd6lvqz4');
  });
});

describe("a journey's hash", () => {
  const steps = [email('welcome', { to: role('admin') }), wait('rest', days(1))] as const;

  test('is the same however its options are ordered', () => {
    const one = journey('j', { enroll: on('Signed Up'), priority: 3, steps });
    const other = journey('j', { steps, priority: 3, enroll: on('Signed Up') });
    expect(other.hash).toBe(one.hash);
  });

  test('changes with every change that an enrollment could notice', () => {
    const hashes = [
      journey('j', { enroll: on('Signed Up'), steps }),
      journey('j', { enroll: on('Signed Up'), steps: [steps[1], steps[0]] }),
      journey('j', { enroll: on('Project Created'), steps }),
      journey('j', { enroll: on('Signed Up'), priority: 1, steps }),
      journey('j', { enroll: on('Signed Up'), exit: [on('subscription.canceled')], steps }),
      journey('k', { enroll: on('Signed Up'), steps }),
    ].map(({ hash }) => hash);
    expect(new Set(hashes).size).toBe(hashes.length);
  });
});

const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  );
};
