import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localDate, timeIn } from '../../engine/definition/calendar.ts';
import type { BusinessCalendar } from '../../engine/definition/policy.ts';
import { calendarOf } from '../../engine/definition/team.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { acknowledgeBy, digestDue, isForDigest } from '../../engine/tasks/service-level.ts';
import { aPolicy } from '../support/touch.ts';

const business: BusinessCalendar = {
  ...aPolicy().businessCalendar,
  timezone: 'America/New_York',
  holidays: ['2026-11-26', '2026-12-25', '2027-01-01'],
};
const by = (severity: 1 | 2 | 3, from: string, calendar = business, inDigest = severity === 3) =>
  acknowledgeBy({ severity, inDigest }, instant(from), calendar).slice(0, 16);

describe('a task must be taken up', () => {
  test('within four working hours when it is most severe', () => {
    expect(by(1, '2026-03-10T14:00:00Z')).toBe('2026-03-10T18:00');
    // 15:30 in New York: an hour and a half are left of the day.
    expect(by(1, '2026-03-10T19:30:00Z')).toBe('2026-03-11T15:30');
    // Friday evening counts from Monday morning, after the clocks went forward.
    expect(by(1, '2026-03-06T23:00:00Z')).toBe('2026-03-09T17:00');
  });

  test('within a working day otherwise, over the clock change in autumn and over holidays', () => {
    // Friday 10:00 in summer time is Monday 10:00 in winter time.
    expect(by(2, '2026-10-30T14:00:00Z')).toBe('2026-11-02T15:00');
    expect(by(2, '2026-11-25T15:00:00Z')).toBe('2026-11-27T15:00');
  });

  test('over the year’s end, which is winter in one hemisphere and summer time in the other', () => {
    expect(by(1, '2026-12-31T20:00:00Z')).toBe('2027-01-04T16:00');
    const sydney = calendarOf(
      'ann',
      [{ id: 'ann', email: 'a@b.example', calendar: { timezone: 'Australia/Sydney' } }],
      business,
    );
    // Friday is a holiday; Monday 10:00 in Sydney is still Sunday in UTC.
    expect(by(2, '2026-12-30T23:00:00Z', sydney)).toBe('2027-01-03T23:00');
  });

  test('a working day after the digest that it is told in', () => {
    expect(by(3, '2026-03-10T14:00:00Z')).toBe('2026-03-17T13:00');
    // Monday's digest is due at 08:00, 12:00 UTC.
    expect(by(3, '2026-03-09T12:00:00Z')).toBe('2026-03-10T13:00');
    expect(by(3, '2026-03-09T12:00:01Z')).toBe('2026-03-17T13:00');
    expect(by(2, '2026-03-10T14:00:00Z', business, true)).toBe('2026-03-17T13:00');
  });

  test('never before it was opened, and always within working hours', () => {
    const zones = [
      'UTC',
      'America/New_York',
      'Australia/Lord_Howe',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'America/St_Johns',
    ];
    const year = { min: new Date('2026-01-01'), max: new Date('2027-06-01'), noInvalidDate: true };
    fc.assert(
      fc.property(
        fc.date(year),
        fc.constantFrom(...zones),
        fc.constantFrom(1, 2, 3),
        fc.boolean(),
        (at, timezone, severity, full) => {
          const calendar = { ...business, timezone };
          const inDigest = isForDigest(severity as 1 | 2 | 3, { now: full ? 5 : 4, digest: 0 });
          const due = acknowledgeBy({ severity: severity as 1 | 2 | 3, inDigest }, at.toISOString(), calendar);
          expect(due > at.toISOString()).toBe(true);
          const day = new Date(`${localDate(due, timezone)}T00:00:00Z`).getUTCDay();
          expect([1, 2, 3, 4, 5]).toContain(day);
          expect(calendar.holidays).not.toContain(localDate(due, timezone));
          const time = timeIn(due, timezone);
          expect(time >= '09:00:00' && time <= '17:00:00').toBe(true);
        },
      ),
    );
  });
});

test('what interrupts a CSM: five tasks at once, and whatever is most severe', () => {
  const with4 = { now: 4, digest: 30 };
  const with5 = { now: 5, digest: 0 };
  expect([1, 2, 3].map(severity => isForDigest(severity as 1 | 2 | 3, with4))).toEqual([false, false, true]);
  expect([1, 2, 3].map(severity => isForDigest(severity as 1 | 2 | 3, with5))).toEqual([false, true, true]);
});

test('the digest is due on Mondays from 08:00 where the CSM is', () => {
  const kathmandu = { timezone: 'Asia/Kathmandu' };
  expect(digestDue('2026-03-09T02:14:59.000Z', kathmandu)).toBeUndefined();
  expect(digestDue('2026-03-09T02:15:00.000Z', kathmandu)).toBe('2026-03-09');
  expect(digestDue('2026-03-09T18:14:00.000Z', kathmandu)).toBe('2026-03-09');
  expect(digestDue('2026-03-09T18:15:00.000Z', kathmandu)).toBeUndefined();
});
