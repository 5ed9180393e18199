import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPostAttempts, retryPostAt } from '../../engine/sending/retry-post-at.ts';
import { now } from '../support/touch.ts';

const pause = (claims: number | undefined, wish = 0, id = 'd1') => {
  const at = retryPostAt({ id, ...(claims !== undefined && { claims }) }, wish, now);
  return at === undefined ? undefined : (Date.parse(at) - Date.parse(now)) / 1000;
};

test('pauses double up to half an hour, and vary by up to a half', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: maxPostAttempts - 1 }), fc.uuid(), (claims, id) => {
      const longest = Math.min(15 * 2 ** (claims - 1), 1_800);
      const seconds = pause(claims, 0, id) ?? 0;
      expect(seconds).toBeGreaterThanOrEqual(longest / 2);
      expect(seconds).toBeLessThanOrEqual(longest);
      expect(pause(claims, 0, id)).toBe(seconds);
    }),
  );
  const seconds = Array.from({ length: 50 }, (_, index) => pause(20, 0, `d${index}`) ?? 0);
  expect(Math.min(...seconds)).toBeLessThan(1_000);
  expect(Math.max(...seconds)).toBeGreaterThan(1_700);
});

test('a try that was not counted is the first', () => {
  expect(pause(undefined)).toBe(pause(1));
});

test('a receiver may ask for more time, up to an hour', () => {
  expect(pause(1, 600)).toBe(600);
  expect(pause(1, 86_400)).toBe(3_600);
  expect(pause(12, 1)).toBe(pause(12));
});

test('the last try is the last', () => {
  expect(pause(maxPostAttempts - 1)).toBeDefined();
  expect(pause(maxPostAttempts)).toBeUndefined();
  expect(pause(maxPostAttempts + 1)).toBeUndefined();
});
