import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SeatChange } from '../../engine/account/account.ts';
import { latestSeats } from '../../engine/account/seats.ts';
import { evaluateValue, holds, truthOf } from '../../engine/conditions/evaluate-condition.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import { aContext, aProfile } from './context.ts';

const share = (comparison: 'above' | 'below' | 'atLeast' | 'atMost', basisPoints: number): Condition => ({
  kind: 'seats',
  events: ['Added', 'Removed'],
  comparison,
  basisPoints,
});
const assigned = (users: number): SeatChange[] =>
  Array.from({ length: users }, (_, index) => ({ user: `u${index}`, at: '2026-01-01T00:00:00.000Z', assigned: true }));
const account = (used: number, seats: number | null) =>
  aContext([], { seats: assigned(used), profile: aProfile({ seats }) });

describe('seats', () => {
  it('at 79 % are below 80 %; at 80 % and 81 % they are not', () => {
    expect([79, 80, 81].map(used => truthOf(share('atLeast', 8000), account(used, 100)))).toEqual([false, true, true]);
    expect([79, 80, 81].map(used => truthOf(share('below', 8000), account(used, 100)))).toEqual([true, false, false]);
    expect([4, 3].map(used => truthOf(share('atLeast', 8000), account(used, 5)))).toEqual([true, false]);
    expect(truthOf(share('atLeast', 10_000), account(12, 10))).toBe(true);
  });

  it('compare as exact fractions, whatever the numbers', () => {
    fc.assert(
      fc.property(fc.nat(200), fc.integer({ min: 1, max: 200 }), fc.nat(20_000), (used, seats, basisPoints) => {
        expect(truthOf(share('atLeast', basisPoints), account(used, seats))).toBe(
          BigInt(used) * 10_000n >= BigInt(basisPoints) * BigInt(seats),
        );
      }),
    );
  });

  it('say nothing where none were bought, or where nothing was ever said of them', () => {
    for (const context of [
      account(3, 0),
      account(3, null),
      account(3, -1),
      aContext([], { profile: aProfile({ seats: 5 }) }),
    ]) {
      for (const comparison of ['above', 'below', 'atLeast', 'atMost'] as const) {
        expect(truthOf(share(comparison, 8000), context)).toBeUndefined();
        expect(holds({ kind: 'not', of: share(comparison, 8000) }, context)).toBe(false);
      }
    }
    expect(evaluateValue({ kind: 'seatsUsed' }, aContext([]))).toBeNull();
  });

  it('count who was assigned one and not revoked since', () => {
    const word = (user: string, day: number, assigned: boolean): SeatChange => ({
      user,
      at: `2026-01-0${day}T00:00:00.000Z`,
      assigned,
    });
    const words = [
      word('ada', 1, true),
      word('ada', 3, false),
      word('ada', 2, true),
      word('bob', 1, true),
      word('cyd', 1, false),
    ];
    const context = aContext([], { seats: latestSeats(words), profile: aProfile({ seats: 10 }) });
    expect(evaluateValue({ kind: 'seatsUsed' }, context)).toBe(1);
    expect(evaluateValue({ kind: 'seatsTotal' }, context)).toBe(10);
  });

  it('are the same in whatever order the words come, and however often', () => {
    const words = fc.array(
      fc.record({
        user: fc.constantFrom('ada', 'bob', 'cyd'),
        at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', '2026-01-03T00:00:00.000Z'),
        assigned: fc.boolean(),
      }),
    );
    fc.assert(
      fc.property(
        words.chain(all =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2 })),
        ),
        ([all, shuffled]) => {
          expect(latestSeats(shuffled)).toEqual(latestSeats(all));
          // Also where they are folded one by one, as events come.
          let known: SeatChange[] = [];
          for (const word of shuffled) known = latestSeats([...known, word]);
          expect(known).toEqual(latestSeats(all));
        },
      ),
    );
  });
});
