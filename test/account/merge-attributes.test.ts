import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attributes } from '../../engine/account/account.ts';
import { mergeAttributes, sameAttributes } from '../../engine/account/profile.ts';

const words: fc.Arbitrary<Attributes> = fc.dictionary(
  fc.constantFrom('plan', 'arr', 'owner'),
  fc.record({
    value: fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 5 }), fc.boolean(), fc.constant(null)),
    at: fc.integer({ min: 1, max: 4 }).map(day => `2026-03-0${day}T00:00:00.000Z`),
  }),
);

describe('of what was said of attributes', () => {
  test('two are the same with the same words of the same times, and with no other', () => {
    const at = '2026-03-01T00:00:00.000Z';
    const said: Attributes = { plan: { value: 'pro', at } };
    expect(sameAttributes(said, { plan: { value: 'pro', at } })).toBe(true);
    for (const other of [{ plan: { value: 'team', at } }, { owner: { value: 'pro', at } }, {}] as Attributes[])
      expect([sameAttributes(said, other), sameAttributes(other, said)]).toEqual([false, false]);
  });

  test('the later word counts, whichever arrives first', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(mergeAttributes(a, b)).toEqual(mergeAttributes(b, a));
      }),
    );
  });

  test('any grouping of many words gives the same', () => {
    fc.assert(
      fc.property(words, words, words, (a, b, c) => {
        expect(mergeAttributes(mergeAttributes(a, b), c)).toEqual(mergeAttributes(a, mergeAttributes(b, c)));
      }),
    );
  });

  test('a word that is said again changes nothing', () => {
    fc.assert(
      fc.property(words, words, (a, b) => {
        expect(mergeAttributes(mergeAttributes(a, b), b)).toEqual(mergeAttributes(a, b));
      }),
    );
  });

  test('an older word never replaces a newer one', () => {
    const known = { plan: { value: 'business', at: '2026-03-02T00:00:00.000Z' } };
    const late = { plan: { value: 'team', at: '2026-03-01T00:00:00.000Z' } };
    expect(mergeAttributes(known, late)).toEqual(known);
  });
});
