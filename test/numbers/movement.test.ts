import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { firstPaidAt, inOrder } from '../../engine/numbers/balance.ts';
import { converted, rateOf } from '../../engine/numbers/converted.ts';
import { monthEnd, monthsBetween, plusMonths } from '../../engine/numbers/month.ts';
import { accountMonth, type MovementKind } from '../../engine/numbers/movement.ts';
import { aRow, arbitraryRow, rules } from './revenue-rows.ts';

const march = (rows: Parameters<typeof inOrder>[0]) => accountMonth(inOrder(rows), '2025-03', rules);

describe("an account's month", () => {
  test.each<[string, Parameters<typeof march>[0], MovementKind | undefined, number, number]>([
    ['a first payment', [aRow('2025-03-05', 900)], 'new', 0, 900],
    ['a price on a plan that was free', [aRow('2025-01-05', 0), aRow('2025-03-05', 900)], 'new', 0, 900],
    [
      'a price on one that was free when it was first heard of',
      [0, 900].map((mrr, month) => aRow(`2025-0${2 + month}-05`, mrr, { paidSince: '2024-06-01T00:00:00.000Z' })),
      'new',
      0,
      900,
    ],
    ['more of it', [aRow('2025-01-05', 900), aRow('2025-03-05', 1_200)], 'expansion', 900, 1_200],
    ['less of it', [aRow('2025-01-05', 900), aRow('2025-03-05', 600)], 'contraction', 900, 600],
    ['an end', [aRow('2025-01-05', 900), aRow('2025-03-05', 900, { status: 'canceled' })], 'churn', 900, 0],
    [
      'a return',
      [aRow('2025-01-05', 900), aRow('2025-02-05', 900, { status: 'canceled' }), aRow('2025-03-05', 500)],
      'reactivation',
      0,
      500,
    ],
    ['nothing', [aRow('2025-01-05', 900)], undefined, 900, 900],
    ['a pause', [aRow('2025-01-05', 900), aRow('2025-03-05', 900, { status: 'paused' })], 'churn', 900, 0],
    [
      'a trial that is paid for',
      [aRow('2025-02-20', 900, { status: 'trialing' }), aRow('2025-03-06', 900)],
      'new',
      0,
      900,
    ],
    [
      'another plan on the same day',
      [
        aRow('2025-01-05', 900),
        aRow('2025-03-05', 900, { status: 'canceled' }),
        aRow('2025-03-05', 1_500, { subscription: 'b' }),
      ],
      'expansion',
      900,
      1_500,
    ],
    [
      'one subscription of two that ends',
      [
        aRow('2025-01-05', 900),
        aRow('2025-01-06', 100, { subscription: 'b' }),
        aRow('2025-03-05', 100, { subscription: 'b', status: 'canceled' }),
      ],
      'contraction',
      1_000,
      900,
    ],
  ])('with %s', (_, rows, movement, start, end) => {
    expect(march(rows).converted).toEqual({ start, end, ...(movement && { movement }) });
  });

  test('begins with its first instant, and ends before the next one', () => {
    expect(march([aRow('2025-03-01T00:00:00Z', 900)]).converted?.movement).toBe('new');
    expect(march([aRow('2025-02-28T23:59:59.999Z', 900)]).converted).toEqual({ start: 900, end: 900 });
    expect(march([aRow('2025-04-01T00:00:00Z', 900)]).converted).toBeUndefined();
  });

  test('of a customer that is older than its first event is no new one', () => {
    const old = { paidSince: '2023-05-01T00:00:00.000Z' };
    expect(march([aRow('2025-03-05', 900, old)]).converted).toEqual({ start: 900, end: 900 });
    expect(march([aRow('2025-03-05', 900, { ...old, status: 'canceled' })]).converted).toEqual({
      start: 900,
      end: 0,
      movement: 'churn',
    });
    expect(march([aRow('2025-03-05', 900, { ...old, status: 'paused' })]).converted).toBeUndefined();
    expect(firstPaidAt(inOrder([aRow('2025-03-05', 900, old)]))).toBe(old.paidSince);
  });

  test('tells money without a rate apart, and subscriptions without a price', () => {
    const rows = [aRow('2025-01-05', 900), aRow('2025-03-05', 700, { subscription: 'b', currency: 'brl' })];
    expect(march([...rows, aRow('2025-03-06', null, { subscription: 'c' })])).toEqual({
      converted: { start: 900, end: 900 },
      apart: { brl: { start: 0, end: 700, movement: 'new' } },
      unpriced: 1,
    });
  });
});

describe('for any rows', () => {
  const account = fc.array(arbitraryRow, { maxLength: 12 });
  const months = monthsBetween('2024-12', '2025-07');

  test('a month begins where the one before ended, and its movement leads to its end', () => {
    fc.assert(
      fc.property(account, rows => {
        const ordered = inOrder(rows);
        for (const month of months) {
          const { converted: own, apart } = accountMonth(ordered, month, rules);
          for (const { start, end, movement } of [...(own ? [own] : []), ...Object.values(apart)]) {
            expect(movement === undefined).toBe(start === end);
            if (movement === 'new' || movement === 'reactivation') expect(start).toBe(0);
            if (movement === 'churn') expect(end).toBe(0);
            if (movement === 'expansion') expect(0 < start && start < end).toBe(true);
            if (movement === 'contraction') expect(0 < end && end < start).toBe(true);
          }
          const next = accountMonth(ordered, plusMonths(month, 1), rules);
          for (const [currency, { end }] of Object.entries(apart))
            expect(next.apart[currency]?.start ?? 0).toBe(
              rateOf(currency, plusMonths(month, 1), rules) === undefined ? end : 0,
            );
        }
      }),
    );
  });

  test('order and repetition change nothing', () => {
    fc.assert(
      fc.property(
        account.chain(rows =>
          fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 })),
        ),
        ([rows, again]) => {
          for (const month of months)
            expect(accountMonth(inOrder(again), month, rules)).toEqual(accountMonth(inOrder(rows), month, rules));
        },
      ),
    );
  });

  test('an account is new at most once, and never after it brought money', () => {
    fc.assert(
      fc.property(account, rows => {
        const usd = inOrder(rows.map(row => ({ ...row, currency: 'usd' })));
        const kinds = months.flatMap(month => accountMonth(usd, month, rules).converted?.movement ?? []);
        expect(kinds.filter(kind => kind === 'new').length).toBeLessThanOrEqual(1);
        expect(kinds.indexOf('new')).toBeLessThanOrEqual(0);
        expect(monthEnd('2025-12')).toBe('2026-01-01T00:00:00.000Z');
      }),
    );
  });
});

describe('money of another currency', () => {
  test.each<[string, number, string, string, number | undefined]>([
    ['the same', 1_999, 'usd', '2020-01', 1_999],
    ['by the rate of the first day of the month', 10_000, 'eur', '2025-02', 10_800],
    ['and by a later one from its day on', 10_000, 'eur', '2025-03', 11_000],
    ['by an older rate where the later entry has none', 10_000, 'jpy', '2025-04', 6_700],
    ['with three decimals', 1_000, 'kwd', '2025-01', 325],
    ['not before the first rate', 10_000, 'eur', '2024-12', undefined],
    ['not without a rate', 10_000, 'brl', '2025-03', undefined],
  ])('is converted: %s', (_, amount, currency, month, expected) => {
    expect(converted(amount, currency, month, rules)).toBe(expected);
  });

  test('is rounded exactly, halves up', () => {
    const of = (worth: number, amount: number) =>
      converted(amount, 'eur', '2025-01', { currency: 'usd', rates: [{ from: '2025-01-01', worth: { eur: worth } }] });
    expect([of(1.005, 100), of(1.0049, 100), of(0.5, 1), of(0.4999, 1)]).toEqual([101, 100, 1, 0]);
  });
});
