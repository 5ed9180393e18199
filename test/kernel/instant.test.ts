import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instant, plusSeconds, through, toSecond, wholeHourFrom } from '../../engine/kernel/instant.ts';

const [earliest, latest] = [Date.parse('0000-01-01T00:00:00.000Z'), Date.parse('9999-12-31T23:59:59.999Z')];
const aTime = fc.oneof(
  fc.integer({ min: earliest, max: latest }),
  fc.constantFrom(earliest, latest, 0, -1, 1, 86_399_999, 86_400_000),
);

describe('an instant', () => {
  it('is written as the engine writes dates, in any year', () => {
    const any = fc.oneof(
      aTime,
      fc.integer({ min: -8.64e15, max: 8.64e15 }),
      fc.double({ min: -1e12, max: 1e12, noNaN: true }),
    );
    fc.assert(
      fc.property(any, of => {
        expect(instant(of)).toBe(new Date(of).toISOString());
      }),
    );
  });

  it('moves by seconds and parts of them as the engine moves dates, also out of the years that sort', () => {
    const seconds = fc.oneof(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.integer({ min: -1e6, max: 1e6 }).map(days => days * 86_400 + 0.001),
    );
    fc.assert(
      fc.property(aTime, seconds, (from, by) => {
        const at = new Date(from).toISOString();
        expect(plusSeconds(at, by)).toBe(new Date(Date.parse(at) + by * 1000).toISOString());
      }),
    );
    expect(plusSeconds('+010000-01-01T00:00:00.000Z', -1)).toBe('9999-12-31T23:59:59.000Z');
    expect(plusSeconds('2026-03-01T09:00:00Z', 1)).toBe('2026-03-01T09:00:01.000Z');
  });

  it('that is none is refused', () => {
    expect(() => instant(Number.NaN)).toThrow(RangeError);
    expect(() => plusSeconds('never', 1)).toThrow(RangeError);
  });

  it('is read from one to the second, and written so', () => {
    expect(instant('2026-03-01T09:00:00Z')).toBe('2026-03-01T09:00:00.000Z');
    expect(toSecond('2026-03-01T09:00:00.999Z')).toBe('2026-03-01T09:00:00Z');
  });

  it('lies within the hour before its whole hour', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Date.parse('2100-01-01T00:00:00Z') }), time => {
        const hour = Date.parse(wholeHourFrom(instant(time)));
        expect(hour % 3_600_000).toBe(0);
        expect(hour - time).toBeGreaterThanOrEqual(0);
        expect(hour - time).toBeLessThan(3_600_000);
      }),
    );
    expect(wholeHourFrom('2026-02-04T10:00:00.000Z')).toBe('2026-02-04T10:00:00.000Z');
    expect(wholeHourFrom('2026-02-04T10:00:00.001Z')).toBe('2026-02-04T11:00:00.000Z');
  });

  it('lies before what ends just after it, and the next one does not', () => {
    const at = '2026-03-01T09:00:00.000Z';
    expect(at < through(at)).toBe(true);
    expect(through(at) < plusSeconds(at, 0.001)).toBe(true);
  });
});
