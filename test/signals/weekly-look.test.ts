import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SignalState } from '../../engine/account/evaluation.ts';
import { judgeWeek } from '../../engine/account/telemetry-guard.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { evaluateWeek } from '../../engine/signals/evaluate-week.ts';
import { armedFrom, type SignalReading, weekCount } from '../../engine/signals/judge-signal.ts';
import { lastWeek, nextWeeklyEvaluation, weekKnownEverywhere, weekOf } from '../../engine/signals/weeks.ts';

const monday = '2026-03-09T02:30:00.000Z';
const look = (holds: boolean | undefined, logins = holds ? 3 : 30): SignalReading => ({
  holds,
  rearms: holds === undefined ? undefined : !holds,
  evidence: { logins },
});

interface Looking {
  guarded?: boolean;
  verdict?: 'fire' | 'withheld';
  now?: string;
}

const looked = (state: SignalState, of: SignalReading, { guarded = false, verdict, now = monday }: Looking = {}) =>
  evaluateWeek({ state, lookAt: () => of, week: lastWeek(now, 'UTC'), guarded, verdictOf: () => verdict, now });

describe('a weekly signal', () => {
  test('fires once for a week, and again only for a later one', () => {
    const first = looked(armedFrom('r'), look(true));
    expect(first.news).toEqual(['fired']);
    expect(first.state.raised).toEqual({ at: monday, evidence: { logins: 3 }, period: '2026-W10' });
    expect(looked(first.state, look(true)).news).toEqual([]);

    const recovered = looked(first.state, look(false), { now: '2026-03-16T02:30:00.000Z' });
    expect(recovered.news).toContain('cleared');
    const again = looked(recovered.state, look(true), { now: '2026-03-23T02:30:00.000Z' });
    expect(again.news).toContain('fired');
  });

  test('is corrected by late events, which never fire it for a week that was judged', () => {
    const calm = looked(armedFrom('r'), look(false));
    const late = looked(calm.state, look(true));
    expect(late.news).toEqual(['corrected']);
    expect(late.state.corrections).toEqual({
      count: 1,
      last: {
        at: monday,
        period: '2026-W10',
        from: { held: false, evidence: { logins: 30 } },
        to: { held: true, evidence: { logins: 3 } },
      },
    });
    expect(late.state.armed).toBe(true);
  });

  test('that late events show to be a mistake clears', () => {
    const fired = looked(armedFrom('r'), look(true));
    const { news, state } = looked(fired.state, look(false));
    expect(news).toEqual(['corrected', 'cleared']);
    expect(state).toMatchObject({ armed: true, corrections: { count: 1 } });
    expect(state.raised).toBeUndefined();
  });

  test('whose numbers change but not their meaning is corrected, and stays up', () => {
    const fired = looked(armedFrom('r'), look(true, 3));
    const { news, state } = looked(fired.state, look(true, 4));
    expect(news).toEqual(['corrected']);
    expect(state.raised).toBeDefined();
  });
});

describe('a guarded signal', () => {
  const tripped = looked(armedFrom('r'), look(true), { guarded: true });
  const afternoon = '2026-03-09T16:00:00.000Z';

  test('trips, and waits for Monday afternoon UTC, when every zone had its Monday', () => {
    expect(tripped.news).toEqual([]);
    expect(tripped.counts).toEqual([{ period: '2026-W10', evaluated: 1, tripped: 1 }]);
    expect(
      looked(tripped.state, look(true), { guarded: true, now: '2026-03-09T15:59:59.000Z' }).awaits,
    ).toBeUndefined();
    expect(looked(tripped.state, look(true), { guarded: true, now: afternoon }).awaits).toBe('2026-W10');
  });

  test('fires, or is withheld and stays armed, as the guard says', () => {
    const fired = looked(tripped.state, look(true), { guarded: true, verdict: 'fire', now: afternoon });
    expect([fired.news, fired.counts, fired.state.armed]).toEqual([['fired'], [], false]);
    const withheld = looked(tripped.state, look(true), { guarded: true, verdict: 'withheld', now: afternoon });
    expect([withheld.news, withheld.state.armed, withheld.state.pending]).toEqual([['withheld'], true, undefined]);
  });

  test('takes its trip back when late events show that there was none', () => {
    const corrected = looked(tripped.state, look(false), { guarded: true, verdict: 'fire', now: afternoon });
    expect(corrected.news).toEqual(['corrected']);
    expect(corrected.counts).toEqual([{ period: '2026-W10', evaluated: 0, tripped: -1 }]);
    expect(corrected.state.pending).toBeUndefined();
  });

  test('does not count accounts that its rule does not apply to', () => {
    expect(looked(armedFrom('r'), look(undefined), { guarded: true }).counts).toEqual([]);
  });

  const aLook = fc.record({
    holds: fc.constantFrom(true, false, undefined),
    logins: fc.integer({ min: 0, max: 3 }),
    verdict: fc.constantFrom('fire' as const, 'withheld' as const),
    hours: fc.integer({ min: 0, max: 90 }),
  });

  test('whatever comes late and however often it is looked at: fires once a week at most, and counts as judged', () => {
    fc.assert(
      fc.property(fc.array(aLook, { maxLength: 30 }), fc.boolean(), (looks, guarded) => {
        let state = armedFrom('r');
        let now = monday;
        const fires: string[] = [];
        const counts = new Map<string, { evaluated: number; tripped: number }>();
        for (const { holds, logins, verdict, hours } of looks) {
          now = plusSeconds(now, hours * 3_600);
          const before = state;
          const judged = looked(state, look(holds, logins), { guarded, verdict, now });
          state = judged.state;
          for (const { period, evaluated, tripped } of judged.counts) {
            const known = counts.get(period) ?? { evaluated: 0, tripped: 0 };
            counts.set(period, { evaluated: known.evaluated + evaluated, tripped: known.tripped + tripped });
          }
          if (judged.news.includes('fired')) {
            expect(before.armed || judged.news.includes('cleared')).toBe(true);
            fires.push(state.raised?.period ?? '');
          }
          if (judged.news.includes('cleared')) expect(before.raised).toBeDefined();
          if (guarded && state.judged)
            expect(counts.get(state.judged.period) ?? weekCount(undefined)).toEqual(weekCount(state.judged));
        }
        expect(new Set(fires).size).toBe(fires.length);
        for (const { evaluated, tripped } of counts.values()) {
          expect(tripped).toBeGreaterThanOrEqual(0);
          expect(tripped).toBeLessThanOrEqual(evaluated);
          expect(evaluated).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});

describe('the telemetry guard', () => {
  test.each([
    [9, 9, 'fire'],
    [10, 3, 'fire'],
    [10, 4, 'withheld'],
    [1000, 300, 'fire'],
    [1000, 301, 'withheld'],
    [0, 0, 'fire'],
  ] as const)('of %i accounts with %i tripped says: %s', (evaluated, tripped, verdict) => {
    expect(judgeWeek({ evaluated, tripped })).toBe(verdict);
  });

  test('compares exactly, as the policy says', () => {
    fc.assert(
      fc.property(fc.nat(5_000), fc.nat(5_000), fc.integer({ min: 1, max: 100 }), (evaluated, tripped, percent) => {
        const withheld =
          judgeWeek({ evaluated, tripped }, { share: percent / 100, atLeastAccounts: 10 }) === 'withheld';
        expect(withheld).toBe(evaluated >= 10 && tripped * 100 > percent * evaluated);
      }),
    );
  });
});

describe('weeks', () => {
  test("are ISO weeks that end at midnight of Monday in the account's zone", () => {
    expect(lastWeek('2026-01-04T23:59:59.000Z', 'UTC')).toEqual({
      period: '2025-W52',
      until: '2025-12-29T00:00:00.000Z',
    });
    expect(lastWeek('2026-01-05T00:00:00.000Z', 'UTC')).toEqual({
      period: '2026-W01',
      until: '2026-01-05T00:00:00.000Z',
    });
    expect(lastWeek('2026-01-05T00:00:00.000Z', 'America/New_York').period).toBe('2025-W52');
    expect(lastWeek('2026-03-30T12:00:00.000Z', 'Europe/Berlin').until).toBe('2026-03-29T22:00:00.000Z');
    expect(weekKnownEverywhere('2026-W53')).toBe('2027-01-04T16:00:00.000Z');
  });

  test('are looked at in every zone before they are judged for all', () => {
    const zones = ['Pacific/Kiritimati', 'Asia/Kolkata', 'UTC', 'America/St_Johns', 'Pacific/Honolulu', 'Etc/GMT+12'];
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2024-01-01'), max: new Date('2030-01-01'), noInvalidDate: true }),
        fc.constantFrom(...zones),
        fc.string(),
        (date, zone, account) => {
          const now = date.toISOString();
          const next = nextWeeklyEvaluation(account, now, zone);
          expect(next > now).toBe(true);
          const { period, until } = lastWeek(next, zone);
          const wait = Date.parse(next) - Date.parse(until);
          expect(wait).toBeGreaterThanOrEqual(2 * 3_600_000);
          expect(wait).toBeLessThan(3 * 3_600_000);
          expect(next < weekKnownEverywhere(period)).toBe(true);
          expect(weekOf(plusSeconds(until, -1), zone)).toBe(period);
        },
      ),
    );
  });
});
