import { describe, expect, test } from 'vitest';
import type { RevenueRules } from '../../engine/definition/revenue-rules.ts';
import { definePolicy } from '../../engine/index.ts';
import { catalog } from '../../journeys/catalog.ts';
import { policy } from '../../journeys/policy.ts';
import renewal from '../../journeys/renewal.ts';

const rules: RevenueRules = { currency: 'usd', rates: [{ from: '2026-01-01', worth: { eur: 1.17 } }], margin: 0.7 };
const withRevenue = (revenue: unknown) => () => definePolicy({ ...policy, revenue: revenue as RevenueRules });

describe('how the report counts money', () => {
  test('is part of the catalog, and of no journey', () => {
    expect(catalog.data.revenue).toEqual(policy.revenue);
    expect(Object.keys(renewal.policy)).not.toContain('revenue');
  });

  test('may be left out, and be without a margin', () => {
    const { revenue: _, ...without } = policy;
    expect(definePolicy(without)).toEqual(without);
    expect(withRevenue({ currency: 'jpy', rates: [] })().revenue).toEqual({ currency: 'jpy', rates: [] });
    expect(withRevenue(rules)().revenue).toEqual(rules);
  });

  test.each<[string, unknown, string]>([
    [
      'a currency',
      { ...rules, currency: 'USD' },
      'policy.revenue.currency: no currency. Write its three small letters',
    ],
    ['a day', { ...rules, rates: [{ from: '2026', worth: {} }] }, 'policy.revenue.rates.0.from: no date.'],
    [
      'a rate of nothing',
      { ...rules, rates: [{ from: '2026-01-01', worth: { eur: 0 } }] },
      'policy.revenue.rates.0.worth.eur',
    ],
    ['a margin', { ...rules, margin: 78 }, 'policy.revenue.margin'],
    [
      'its own rate',
      { ...rules, rates: [{ from: '2026-01-01', worth: { usd: 1 } }] },
      'policy.revenue.rates.0: says what a usd is worth in usd.',
    ],
    [
      'an order',
      { ...rules, rates: [...rules.rates, ...rules.rates] },
      'policy.revenue.rates.1: begins no later than the one before it.',
    ],
  ])('is refused where it gets %s wrong', (_, revenue, message) => {
    expect(withRevenue(revenue)).toThrow(message);
  });
});
