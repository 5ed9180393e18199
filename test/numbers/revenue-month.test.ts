import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inOrder } from '../../engine/numbers/balance.ts';
import { monthsBetween } from '../../engine/numbers/month.ts';
import { accountMonth } from '../../engine/numbers/movement.ts';
import { type Moved, revenueMonth } from '../../engine/numbers/revenue-month.ts';
import { aRow, arbitraryRow, rules } from './revenue-rows.ts';

const accounts = fc.array(fc.array(arbitraryRow, { maxLength: 8 }).map(inOrder), { maxLength: 6 });
const addsUp = ({ start, end, ...by }: Moved) =>
  start + by.new + by.expansion + by.reactivation - by.contraction - by.churn === end;

test('start and movements make the end, in sum as of each account', () => {
  fc.assert(
    fc.property(accounts, all => {
      for (const month of monthsBetween('2024-12', '2025-07')) {
        const { amounts, accounts: counts, apart } = revenueMonth(all, month, rules);
        for (const of of [amounts, ...Object.values(apart).map(each => each.amounts)]) expect(addsUp(of)).toBe(true);
        for (const { start, end, ...by } of [counts, ...Object.values(apart).map(each => each.accounts)])
          expect(start + by.new + by.reactivation - by.churn).toBe(end);
        const each = all.flatMap(rows => accountMonth(rows, month, rules).converted ?? []);
        expect(amounts.start).toBe(each.reduce((sum, { start }) => sum + start, 0));
        expect(amounts.end).toBe(each.reduce((sum, { end }) => sum + end, 0));
      }
    }),
  );
});

test('a month begins with what the one before ended with, while rates stay', () => {
  const same = { ...rules, rates: rules.rates.slice(0, 1) };
  fc.assert(
    fc.property(accounts, all => {
      const months = monthsBetween('2025-01', '2025-07').map(month => revenueMonth(all, month, same).amounts);
      for (const [index, { start }] of months.entries()) expect(months[index - 1]?.end ?? start).toBe(start);
    }),
  );
});

test('accounts that bring nothing, or money that cannot be converted, are no part of the sum', () => {
  const rows = [
    [aRow('2025-01-05', 900), aRow('2025-03-05', 1_000)],
    [aRow('2025-01-05', 500, { currency: 'brl' }), aRow('2025-03-09', 500, { currency: 'brl', status: 'canceled' })],
    [aRow('2025-01-05', 700, { status: 'trialing' })],
    [aRow('2025-01-05', null)],
    [],
  ];
  const none = { start: 0, new: 0, expansion: 0, contraction: 0, churn: 0, reactivation: 0, end: 0 };
  expect(revenueMonth(rows, '2025-03', rules)).toEqual({
    month: '2025-03',
    currency: 'usd',
    amounts: { ...none, start: 900, expansion: 100, end: 1_000 },
    accounts: { ...none, start: 1, expansion: 1, end: 1 },
    apart: {
      brl: { amounts: { ...none, start: 500, churn: 500 }, accounts: { ...none, start: 1, churn: 1 } },
    },
    unpriced: 1,
  });
});
