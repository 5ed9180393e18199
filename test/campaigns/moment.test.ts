import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calendar, instant } from '#engine';
import { momentsOf } from '../../engine/triggers/campaign/outline.ts';
import { momentIn } from '../../engine/triggers/campaign/turn.ts';

describe("a campaign's time", () => {
  test('is that of each account', () => {
    const at = calendar('2026-12-10', '10:00');
    const moments = ['Pacific/Kiritimati', 'Asia/Kathmandu', 'UTC', 'America/New_York'].map(zone => momentIn(at, zone));
    expect(moments).toEqual([
      '2026-12-09T20:00:00.000Z',
      '2026-12-10T04:15:00.000Z',
      '2026-12-10T10:00:00.000Z',
      '2026-12-10T15:00:00.000Z',
    ]);
  });

  test.for([
    // Clocks go from 02:00 to 03:00.
    ['2026-03-08', '01:59', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08', '02:00', '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', '02:30', '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
    ['2026-03-08', '03:01', '2026-03-08T07:01:00.000Z'],
    // And from 02:00 back to 01:00.
    ['2026-11-01', '00:59', '2026-11-01T04:59:00.000Z'],
    ['2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['2026-11-01', '02:00', '2026-11-01T07:00:00.000Z'],
  ])(
    '%s %s in New York is the first instant that has it, or the first after the gap',
    ([date = '', time = '', moment]) => {
      expect(momentIn(calendar(date, time), 'America/New_York')).toBe(moment);
    },
  );

  test('in a gap of half an hour, and of a whole day, is the first instant after it', () => {
    expect(momentIn(calendar('2026-10-04', '02:15'), 'Australia/Lord_Howe')).toBe('2026-10-03T15:30:00.000Z');
    expect(momentIn(calendar('2011-12-30', '10:00'), 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z');
  });

  test('as an instant is the same everywhere', () => {
    const at = instant('2026-12-10T10:00:00+01:00');
    expect(['UTC', 'Asia/Tokyo'].map(zone => momentIn(at, zone))).toEqual(Array(2).fill('2026-12-10T09:00:00.000Z'));
    expect(momentsOf(at)).toEqual({ first: '2026-12-10T09:00:00.000Z', last: '2026-12-10T09:00:00.000Z' });
  });

  test('lies between the first and the last moment of the world, in every zone', () => {
    const zones = Intl.supportedValuesOf('timeZone');
    const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), day, minute, (zone, date, minutes) => {
        const time = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
        const at = calendar(date.toISOString().slice(0, 10), time);
        const { first, last } = momentsOf(at);
        const moment = momentIn(at, zone);
        expect(moment >= first && moment <= last).toBe(true);
      }),
    );
  });

  test('that is none is an error', () => {
    expect(() => calendar('2026-02-30', '10:00')).toThrow(`"2026-02-30" isn't a date. Write one such as 2026-12-10.`);
    expect(() => calendar('2026-12-10T10:00', '10:00')).toThrow("isn't a date");
    for (const time of ['24:00', '9:00', '10:60', '10:00:00'])
      expect(() => calendar('2026-12-10', time)).toThrow(`"${time}" isn't a time of day. Write one such as 10:00.`);
    for (const text of ['2026-12-10', '2026-12-10T10:00', 'soon'])
      expect(() => instant(text)).toThrow(`instant('${text}'): that isn't an instant.`);
  });
});
