import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { decideBrake, describeBrake, peakToKeep, type SendFigures, windowOf } from '../../engine/sending/brake.ts';

const now = '2026-03-10T09:14:00.000Z';

const figures = ({
  sends = 0,
  before = {},
  peaks = {},
  today = {},
}: {
  sends?: number;
  before?: Record<string, number>;
  peaks?: Record<string, number>;
  today?: Partial<{ sent: number; bounced: number; complained: number }>;
}): SendFigures => ({
  windows: new Map([...Object.entries(before), [windowOf(now), sends]]),
  peaks: new Map(Object.entries(peaks)),
  days: new Map([['2026-03-10', { sent: 0, bounced: 0, complained: 0, ...today }]]),
});

describe('the brake', () => {
  it('lets a small journey send up to 300 in ten minutes, and not one more', () => {
    expect(decideBrake(figures({ sends: 300 }), now)).toBeUndefined();
    expect(decideBrake(figures({ sends: 301 }), now)).toEqual({ because: 'flood', sends: 301, expected: 100 });
  });

  it('expects what the journey sent in the days before, and not what it has sent today', () => {
    const peaks = { '2026-03-08': 400, '2026-03-10': 5000 };
    expect(decideBrake(figures({ sends: 1200, peaks }), now)).toBeUndefined();
    expect(decideBrake(figures({ sends: 1201, peaks }), now)).toMatchObject({ because: 'flood', expected: 400 });
  });

  it('looks at the ten minutes before, too, so that a flood cannot end before it is seen', () => {
    const before = { '2026-03-10T09:00:00.000Z': 301 };
    expect(decideBrake(figures({ before }), now)).toMatchObject({ because: 'flood' });
    expect(decideBrake(figures({ before }), plusSeconds(now, 600))).toBeUndefined();
  });

  it('takes what an operator saw before resuming for expected, and begins anew', () => {
    const before = { '2026-03-10T09:00:00.000Z': 500 };
    const resumedAt = '2026-03-10T09:08:00.000Z';
    expect(decideBrake(figures({ before, sends: 1500 }), now, resumedAt)).toBeUndefined();
    expect(decideBrake(figures({ before, sends: 1501 }), now, resumedAt)).toMatchObject({ expected: 500 });
    const today = { sent: 1000, bounced: 400 };
    expect(decideBrake(figures({ today }), now)).toMatchObject({ because: 'bounces' });
    expect(decideBrake(figures({ today }), now, resumedAt)).toBeUndefined();
  });

  it('stops at more than 5 % bounces or 0.1 % complaints, of enough mails to say so', () => {
    const of = (today: Parameters<typeof figures>[0]['today']) => decideBrake(figures({ today }), now)?.because;
    expect(of({ sent: 200, bounced: 10 })).toBeUndefined();
    expect(of({ sent: 200, bounced: 11 })).toBe('bounces');
    expect(of({ sent: 99, bounced: 99, complained: 99 })).toBeUndefined();
    expect(of({ sent: 150, bounced: 9 })).toBeUndefined();
    expect(of({ sent: 3000, complained: 3 })).toBeUndefined();
    expect(of({ sent: 2999, complained: 3 })).toBe('complaints');
    expect(of({ sent: 1000, complained: 2 })).toBeUndefined();
  });

  it('never makes a flood the measure of the next one', () => {
    const count = fc.integer({ min: 0, max: 100_000 });
    fc.assert(
      fc.property(count, count, (sends, peak) => {
        const seen = figures({ sends, peaks: { '2026-03-09': peak } });
        const kept = peakToKeep(seen, now);
        expect(kept).toBeLessThanOrEqual(3 * Math.max(100, peak));
        expect(decideBrake(seen, now) === undefined).toBe(kept === sends);
      }),
    );
  });

  it('says why in a few words', () => {
    expect(describeBrake({ because: 'flood', sends: 400, expected: 100 })).toBe(
      '400 sends in ten minutes, 100 expected',
    );
    expect(describeBrake({ because: 'bounces', bounced: 11, sent: 200 })).toBe('11 of 200 mails bounced');
    expect(describeBrake({ because: 'complaints', complained: 3, sent: 2999 })).toBe('3 complaints about 2999 mails');
  });

  it('adds up the days since an operator looked, and leaves that day out', () => {
    const day = (sent: number, bounced: number) => ({ sent, bounced, complained: 0 });
    const days = new Map([
      ['2026-03-09', day(60, 6)],
      ['2026-03-10', day(60, 6)],
    ]);
    const seen = { windows: new Map(), peaks: new Map(), days };
    expect(decideBrake(seen, now)).toEqual({ because: 'bounces', bounced: 12, sent: 120 });
    expect(decideBrake(seen, now, '2026-03-09T23:00:00.000Z')).toBeUndefined();
    expect(decideBrake(seen, now, '2026-03-08T23:00:00.000Z')).toMatchObject({ sent: 120 });
  });

  it('remembers of a day what it sent in its busiest ten minutes', () => {
    const before = { '2026-03-10T09:00:00.000Z': 120, '2026-03-10T08:50:00.000Z': 250 };
    expect(peakToKeep(figures({ before, sends: 90 }), now)).toBe(120);
    expect(peakToKeep(figures({ before, sends: 200 }), now)).toBe(200);
    expect(peakToKeep({ windows: new Map(), peaks: new Map(), days: new Map() }, now)).toBe(0);
  });

  it('measures by ten minutes from the full hour', () => {
    expect(windowOf('2026-03-10T09:19:59.999Z')).toBe('2026-03-10T09:10:00.000Z');
    expect(windowOf('2026-03-10T09:20:00.000Z')).toBe('2026-03-10T09:20:00.000Z');
  });
});
