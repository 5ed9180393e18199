import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wakeAt } from '../../engine/definition/calendar.ts';
import { shareOfLength } from '../../engine/definition/share-of-length.ts';
import { policy } from '../../journeys/policy.ts';

const points = [
  { length: 14, day: 10 },
  { length: 30, day: 14 },
];

describe('a day that is a share of a length', () => {
  test.each([
    [14, 10],
    [30, 14],
    [7, 5],
    [15, 10],
    [18, 11],
    [21, 11],
    [22, 12],
    [29, 13],
    [60, 28],
    [1, 1],
  ])('of %i days is day %i', (length, day) => {
    expect(shareOfLength({ points }, length)).toBe(day);
  });

  test('is that of the shortest where the event says no length, or none that can be', () => {
    for (const said of [undefined, null, 'two weeks', 0, -3]) expect(shareOfLength({ points }, said)).toBe(10);
  });

  test('never shrinks as the length grows, and stays within it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), length => {
        const day = shareOfLength({ points }, length);
        expect(day).toBeGreaterThanOrEqual(1);
        expect(day).toBeLessThanOrEqual(length);
        expect(shareOfLength({ points }, length + 1)).toBeGreaterThanOrEqual(day);
      }),
    );
  });

  test('is a calendar day of the account at the send time', () => {
    const context = {
      anchoredAt: '2026-03-20T23:30:00.000Z',
      after: '2026-03-20T23:30:00.000Z',
      timezone: 'Europe/Berlin',
      dates: {},
      fields: { days: 14 },
      calendar: policy.businessCalendar,
    };
    // It began on the 21st in Berlin, which goes to summer time on the 29th.
    expect(wakeAt({ kind: 'share', field: 'days', points, sendAt: '09:00' }, context)).toBe('2026-03-31T07:00:00Z');
  });
});
