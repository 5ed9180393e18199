import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cardExpiry } from '../../engine/billing/card-expiry.ts';

test.each([
  [2026, 2, '2026-02-28'],
  [2028, 2, '2028-02-29'],
  [2026, 12, '2026-12-31'],
  [2099, 12, '2099-12-31'],
  [2000, 1, '2000-01-31'],
  [2100, 1, undefined],
  [2026, 13, undefined],
  [2026, 0, undefined],
  [2026, 1.5, undefined],
  [26, 3, undefined],
  [undefined, 3, undefined],
  [2026, undefined, undefined],
])('a card of year %s and month %s expires on %s', (year, month, day) => {
  expect(cardExpiry(year, month)).toBe(day);
});

test('a card never expires in another month than it says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3000 }), fc.integer({ min: -20, max: 40 }), (year, month) => {
      const day = cardExpiry(year, month);
      if (day !== undefined) expect(day.slice(0, 7)).toBe(`${year}-${String(month).padStart(2, '0')}`);
    }),
  );
});
