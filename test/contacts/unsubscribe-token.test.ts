import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readUnsubscribeToken, unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';

describe('an unsubscribe token', () => {
  const claim = { account: 'acme', contact: 'ada', topic: 'product-guidance', delivery: 'd1' };

  it('is read back with the secret that signed it, also while secrets are rotated', () => {
    const token = unsubscribeToken(claim, 'old');
    expect(readUnsubscribeToken(token, ['new', 'old'])).toEqual(claim);
    expect(readUnsubscribeToken(token, ['new'])).toBeUndefined();
  });

  it('fits a URL and shows no address', () => {
    expect(unsubscribeToken(claim, 's')).toMatch(/^[A-Za-z0-9_.-]+$/);
  });

  it('is refused when a single character of it was changed', () => {
    const token = unsubscribeToken(claim, 's');
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ019-_.'), (at, letter) => {
        const forged = token.slice(0, at) + letter + token.slice(at + 1);
        if (forged !== token) expect(readUnsubscribeToken(forged, ['s'])).toBeUndefined();
      }),
    );
  });

  it('is refused whatever else stands in its place', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        expect(readUnsubscribeToken(text, ['s'])).toBeUndefined();
      }),
    );
  });
});
