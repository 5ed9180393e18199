import fc from 'fast-check';
import { expect, test } from 'vitest';
import { didYouMean, nameOneOf } from '../../engine/kernel/did-you-mean.ts';

const accounts = ['balogun-market-online', 'cedar-labs', 'cedar-works', 'marketing', ...'abcdefghi'];

test.each([
  ['one letter is wrong', 'cedar-lab', 'did you mean "cedar-labs"?'],
  ['its end is missing', 'balogun-market', 'did you mean "balogun-market-online"?'],
  ['its beginning is missing', 'market-online', 'did you mean "balogun-market-online"?'],
  ['it begins one, and is a part of another', 'market', 'did you mean "marketing"?'],
  ['letters are of the other case', 'BALOGUN', 'did you mean "balogun-market-online"?'],
  [
    'it is a part of several',
    'cedar',
    'name one of: cedar-labs, cedar-works, balogun-market-online, marketing, a, b, c, d and 5 more',
  ],
  [
    'it is like none',
    'something-else',
    'name one of: balogun-market-online, cedar-labs, cedar-works, marketing, a, b, c, d and 5 more',
  ],
])('an unknown name is answered where %s', (_, unknown, remedy) => {
  expect(nameOneOf(unknown, accounts)).toBe(remedy);
});

test('whatever is known, at most eight names are shown, and one that is known is never taken for another', () => {
  const name = fc.stringMatching(/^[a-z-]{1,12}$/);
  fc.assert(
    fc.property(name, fc.uniqueArray(name, { minLength: 1, maxLength: 300 }), (unknown, known) => {
      for (const remedy of [nameOneOf(unknown, known), didYouMean(unknown, known)])
        expect(remedy.split(', ').length).toBeLessThanOrEqual(8);
      for (const each of known) expect(nameOneOf(each, known)).toBe(`did you mean "${each}"?`);
    }),
    { numRuns: 50 },
  );
});

test.each([
  ['inactive', ['active', 'paused'], 'Known are "active", "paused".'],
  ['Not Paid', ['paid', 'open'], 'Known are "paid", "open".'],
  ['subscribed', ['unsubscribed', 'open'], 'Known are "unsubscribed", "open".'],
  ['inactiv', ['active', 'inactive'], 'Did you mean "inactive"?'],
])('the opposite of %s is never meant', (unknown, known, remedy) => {
  expect(didYouMean(unknown, known)).toBe(remedy);
});
