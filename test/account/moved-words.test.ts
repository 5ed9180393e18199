import { expect, test } from 'vitest';
import { movedWords } from '../../engine/account/moved-words.ts';

test.each([
  ['UTC', '2026-03-05T09:00:00Z', '2026-03-07T09:00:00Z', 'from 2026-03-05 to 2026-03-07'],
  // 9 in the morning there is the day before in UTC.
  ['Pacific/Auckland', '2026-03-04T20:00:00Z', '2026-03-06T20:00:00.000Z', 'from 2026-03-05 to 2026-03-07'],
  ['America/Denver', '2026-03-05T03:00:00Z', '2026-03-05T16:00:00Z', 'from 2026-03-04 to 2026-03-05'],
  ['Asia/Tokyo', '2026-03-05T09:00:00Z', '2026-03-05T00:00:00Z', 'on 2026-03-05 from 18:00 to 09:00'],
] as const)('in %s what moves from %s to %s is told as %s', (timezone, from, to, words) => {
  expect(movedWords(from as never, to as never, timezone)).toBe(words);
});
