import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import { localDate, startOfDay, timeIn } from '../../engine/definition/calendar.ts';
import { dayOfWeek, daysBetween, mondayFrom, mondayOf, plusDays, weekName } from '../../engine/definition/dates.ts';

/** All that has a text, common years more often. */
const aDate = fc
  .oneof(
    fc.integer({ min: -10_000, max: 40_000 }),
    fc.integer({ min: -719_528, max: 2_932_896 }),
    fc.integer({ min: -1_000_000, max: 4_000_000 }),
  )
  .map(days => Temporal.PlainDate.from('1970-01-01').add({ days }).toString());
const plain = (date: string) => Temporal.PlainDate.from(date);

describe('dates', () => {
  it('move by days, and are as many days apart, as in the calendar library', () => {
    fc.assert(
      fc.property(aDate, fc.integer({ min: -100_000, max: 100_000 }), (date, days) => {
        const moved = plusDays(date, days);
        expect(moved).toBe(plain(date).add({ days }).toString());
        expect(daysBetween(date, moved)).toBe(days);
        expect(daysBetween(moved, date)).toBe(0 - days);
      }),
    );
  });

  it('have the weekday, the Monday and the week of the calendar library', () => {
    fc.assert(
      fc.property(aDate, date => {
        const { dayOfWeek: weekday, yearOfWeek, weekOfYear } = plain(date);
        expect(dayOfWeek(date)).toBe(weekday);
        expect(mondayOf(date)).toBe(
          plain(date)
            .subtract({ days: weekday - 1 })
            .toString(),
        );
        expect(mondayFrom(date)).toBe(
          plain(date)
            .add({ days: (8 - weekday) % 7 })
            .toString(),
        );
        if (date.length === 10 && mondayOf(date).length === 10)
          expect(weekName(date)).toBe(`${String(yearOfWeek).padStart(4, '0')}-W${String(weekOfYear).padStart(2, '0')}`);
      }),
    );
  });

  it('are right on each day of four hundred years, after which the calendar repeats', () => {
    const dateOf = (day: number) => new Date(Date.UTC(2000, 0, day)).toISOString().slice(0, 10);
    const wrong: string[] = [];
    for (let day = 1; day <= 146_097; day++) {
      const isRight = plusDays(dateOf(day), 1) === dateOf(day + 1) && dayOfWeek(dateOf(day)) === ((day + 4) % 7) + 1;
      if (!isRight) wrong.push(dateOf(day));
    }
    expect(wrong).toEqual([]);
  });

  it('are those of an instant in any zone, with its time of day, over each change of the clock', () => {
    const zones = ['Europe/Berlin', 'America/New_York', 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu'];
    const odd = ['Pacific/Apia', 'Pacific/Kiritimati', 'Asia/Beirut', 'America/Sao_Paulo', 'Africa/Casablanca', 'UTC'];
    const changes = [
      '2011-12-30T10:00Z',
      '2018-11-04T03:00Z',
      '2026-02-15T02:00Z',
      '2026-03-08T07:00Z',
      '2026-03-28T22:00Z',
    ];
    const more = [
      '2026-03-29T01:00Z',
      '2026-04-04T15:00Z',
      '2026-10-03T15:30Z',
      '2026-10-25T01:00Z',
      '2026-11-01T06:00Z',
    ];
    const day = 86_400_000;
    const anInstant = fc.oneof(
      fc.integer({ min: Date.parse('1990-01-01'), max: Date.parse('2038-01-01') }),
      fc
        .tuple(fc.constantFrom(...changes, ...more), fc.integer({ min: -day, max: day }))
        .map(([change, by]) => Date.parse(change) + by),
    );
    fc.assert(
      fc.property(fc.constantFrom(...zones, ...odd), anInstant, (zone, of) => {
        const local = Temporal.Instant.fromEpochMilliseconds(of).toZonedDateTimeISO(zone);
        const date = local.toPlainDate().toString();
        expect(localDate(new Date(of).toISOString(), zone)).toBe(date);
        expect(timeIn(new Date(of).toISOString(), zone)).toBe(local.toPlainTime().toString({ smallestUnit: 'second' }));
        expect(startOfDay(date, zone)).toBe(new Date(local.startOfDay().epochMilliseconds).toISOString());
      }),
      { numRuns: 400 },
    );
  });
});
