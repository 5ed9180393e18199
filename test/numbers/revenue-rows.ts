import fc from 'fast-check';
import type { RecurringRevenue } from '../../engine/account/recurring-revenue.ts';
import type { RevenueRules } from '../../engine/definition/revenue-rules.ts';

export const rules: RevenueRules = {
  currency: 'usd',
  rates: [
    { from: '2025-01-01', worth: { eur: 1.08, jpy: 0.0067, kwd: 3.25 } },
    { from: '2025-03-01', worth: { eur: 1.1 } },
  ],
};

/** Instants of half a year: days and seconds that meet, and the borders of months. */
export const instants: fc.Arbitrary<string> = fc.oneof(
  fc
    .record({
      month: fc.integer({ min: 1, max: 6 }),
      day: fc.integer({ min: 1, max: 28 }),
      hour: fc.constantFrom(0, 12),
    })
    .map(({ month, day, hour }) => new Date(Date.UTC(2025, month - 1, day, hour)).toISOString()),
  fc.constantFrom('2025-02-28T23:59:59.000Z', '2025-03-01T00:00:00.000Z', '2025-03-31T23:59:59.999Z'),
);

export const arbitraryRow: fc.Arbitrary<RecurringRevenue> = fc
  .record(
    {
      subscription: fc.constantFrom('a', 'b', 'c'),
      at: instants,
      status: fc.constantFrom('trialing', 'active', 'active', 'past_due', 'paused', 'unpaid', 'canceled', 'incomplete'),
      mrr: fc.oneof(fc.integer({ min: 0, max: 5_000_000 }), fc.constantFrom(0, 10_000, null)),
      currency: fc.constantFrom('usd', 'usd', 'eur', 'jpy', 'kwd', 'brl'),
      paidSince: fc.constantFrom('2023-05-01T00:00:00.000Z', '2025-02-01T00:00:00.000Z'),
    },
    { requiredKeys: ['subscription', 'at', 'status'] },
  )
  .map(row => row as RecurringRevenue);

export const aRow = (at: string, mrr: number | null, more: Partial<RecurringRevenue> = {}): RecurringRevenue => ({
  subscription: 'a',
  at: new Date(at).toISOString(),
  status: 'active',
  mrr,
  currency: 'usd',
  ...more,
});
