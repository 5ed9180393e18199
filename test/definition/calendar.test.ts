import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateIn, isTimeZone, localDate, plusDuration, quietUntil, wakeAt } from '../../engine/definition/calendar.ts';
import { daysBetween, plusDays } from '../../engine/definition/dates.ts';
import type { BusinessCalendar } from '../../engine/definition/policy.ts';
import { businessDays, businessHours, days, hours, months } from '../../engine/kernel/duration.ts';

const calendar: BusinessCalendar = {
  timezone: 'America/New_York',
  workdays: [1, 2, 3, 4, 5],
  opens: '09:00',
  closes: '17:00',
  holidays: ['2026-11-26'],
};
const context = (timezone: string, anchoredAt: string, renewalAt?: string) => ({
  anchoredAt,
  after: anchoredAt,
  timezone,
  dates: { renewalAt },
  calendar,
});

describe('day(n)', () => {
  it('is 09:00 in the account’s zone on both sides of a clock change', () => {
    const berlin = context('Europe/Berlin', '2026-03-26T15:00:00.000Z');
    expect(wakeAt({ kind: 'day', day: 2, sendAt: '09:00' }, berlin)).toBe('2026-03-28T08:00:00Z');
    expect(wakeAt({ kind: 'day', day: 3, sendAt: '09:00' }, berlin)).toBe('2026-03-29T07:00:00Z');
    const newYork = context('America/New_York', '2026-10-30T15:00:00.000Z');
    expect(wakeAt({ kind: 'day', day: 1, sendAt: '09:00' }, newYork)).toBe('2026-10-31T13:00:00Z');
    expect(wakeAt({ kind: 'day', day: 3, sendAt: '09:00' }, newYork)).toBe('2026-11-02T14:00:00Z');
  });

  it('counts from the local date of the enrolling event, not from its UTC date', () => {
    expect(
      wakeAt({ kind: 'day', day: 1, sendAt: '09:00' }, context('Pacific/Auckland', '2026-06-01T13:00:00.000Z')),
    ).toBe('2026-06-02T21:00:00Z');
    expect(
      wakeAt({ kind: 'day', day: 1, sendAt: '09:00' }, context('America/Los_Angeles', '2026-06-02T05:00:00.000Z')),
    ).toBe('2026-06-02T16:00:00Z');
  });

  it('takes a send time that the clock change skips after the gap', () => {
    expect(wakeAt({ kind: 'day', day: 1, sendAt: '02:30' }, context('Europe/Berlin', '2026-03-28T10:00:00.000Z'))).toBe(
      '2026-03-29T01:30:00Z',
    );
  });

  it('is the send time on day 0, too', () => {
    expect(
      wakeAt({ kind: 'day', day: 0, sendAt: '09:00' }, context('America/New_York', '2026-06-01T04:00:00.000Z')),
    ).toBe('2026-06-01T13:00:00Z');
  });
});

describe('before(date)', () => {
  it('counts calendar days back from a date, across a leap day', () => {
    expect(
      wakeAt(
        { kind: 'before', attribute: 'renewalAt', days: 30, sendAt: '09:00' },
        context('UTC', '2028-01-01T00:00:00.000Z', '2028-03-15'),
      ),
    ).toBe('2028-02-14T09:00:00Z');
  });

  it('anchors an instant at its calendar date in the account’s zone', () => {
    expect(
      wakeAt(
        { kind: 'before', attribute: 'renewalAt', days: 1, sendAt: '09:00' },
        context('Asia/Tokyo', '2026-01-01T00:00:00.000Z', '2026-06-01T20:00:00Z'),
      ),
    ).toBe('2026-06-01T00:00:00Z');
  });

  it('has no answer without a date', () => {
    expect(
      wakeAt(
        { kind: 'before', attribute: 'renewalAt', days: 1, sendAt: '09:00' },
        context('UTC', '2026-01-01T00:00:00.000Z'),
      ),
    ).toBeUndefined();
    expect(
      wakeAt(
        { kind: 'before', attribute: 'renewalAt', days: 1, sendAt: '09:00' },
        context('UTC', '2026-01-01T00:00:00.000Z', 'soon'),
      ),
    ).toBeUndefined();
  });

  it('is always that many calendar days before, at the send time, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone').filter(isTimeZone);
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.date({ min: new Date('2025-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.integer({ min: 0, max: 120 }),
        (timezone, date, back) => {
          const renewalAt = date.toISOString().slice(0, 10);
          const wake = wakeAt(
            { kind: 'before', attribute: 'renewalAt', days: back, sendAt: '09:00' },
            context(timezone, '2025-01-01T00:00:00.000Z', renewalAt),
          );
          const woken = new Date(wake ?? '').toISOString();
          expect(daysBetween(localDate(woken, timezone), renewalAt)).toBe(back);
        },
      ),
    );
  });
});

describe('durations', () => {
  const from = '2026-01-31T10:00:00.000Z';
  it('clamp months to the last day', () => {
    expect(plusDuration(from, months(1), 'UTC', calendar)).toBe('2026-02-28T10:00:00.000Z');
  });

  it('keep the local time over a clock change in days, but not in hours', () => {
    expect(plusDuration('2026-03-28T08:00:00.000Z', days(1), 'Europe/Berlin', calendar)).toBe(
      '2026-03-29T07:00:00.000Z',
    );
    expect(plusDuration('2026-03-28T08:00:00.000Z', hours(24), 'Europe/Berlin', calendar)).toBe(
      '2026-03-29T08:00:00.000Z',
    );
  });

  it('count business days over a weekend and a holiday', () => {
    expect(plusDuration('2026-11-25T15:00:00.000Z', businessDays(2), 'UTC', calendar)).toBe('2026-11-30T15:00:00.000Z');
    expect(plusDuration('2026-11-28T15:00:00.000Z', businessDays(1), 'UTC', calendar)).toBe('2026-12-01T14:00:00.000Z');
  });

  it('count business hours from one day’s closing to the next opening', () => {
    expect(plusDuration('2026-11-24T20:00:00.000Z', businessHours(4), 'UTC', calendar)).toBe(
      '2026-11-25T16:00:00.000Z',
    );
  });
});

describe('quiet hours', () => {
  const quiet = { from: '20:00', to: '08:00' };
  it.each([
    ['2026-06-01T19:59:59.000Z', undefined],
    ['2026-06-01T20:00:00.000Z', '2026-06-02T08:00:00Z'],
    ['2026-06-02T03:00:00.000Z', '2026-06-02T08:00:00Z'],
    ['2026-06-02T07:59:59.000Z', '2026-06-02T08:00:00Z'],
    ['2026-06-02T08:00:00.000Z', undefined],
  ])('at %s end at %s', (at, until) => {
    expect(quietUntil(at, quiet, 'UTC')).toBe(until);
  });
});

describe('the local date', () => {
  const zones = ['UTC', 'America/New_York', 'Pacific/Kiritimati', 'Pacific/Apia', 'Asia/Beirut', 'Australia/Lord_Howe'];
  it('of any instant is the one that the clock on the wall shows', () => {
    const instants = fc.date({ min: new Date('2005-01-01'), max: new Date('2030-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (date, timezone) => {
        const wall = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' }).format(date);
        expect(localDate(date.toISOString(), timezone)).toBe(wall);
      }),
    );
    // Samoa skipped the 30th, from one side of the date line to the other.
    expect(localDate('2011-12-30T09:59:59.999Z', 'Pacific/Apia')).toBe('2011-12-29');
    expect(localDate('2011-12-30T10:00:00.000Z', 'Pacific/Apia')).toBe('2011-12-31');
  });
});

describe('names and dates', () => {
  it('knows a time zone from other words', () => {
    expect(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
    expect(['Mars/Olympus', 'Berlin', '+02:00', ''].some(isTimeZone)).toBe(false);
  });

  it('refuses impossible dates', () => {
    expect(dateIn('2026-02-30', 'UTC')).toBeUndefined();
    expect(plusDays('2028-02-28', 1)).toBe('2028-02-29');
  });
});
