import { describe, expect, test } from 'vitest';
import { monthlyPrice } from '../../../engine/billing/monthly-price.ts';
import { chargebeePrice } from '../../../engine/connectors/billing/chargebee/chargebee-price.ts';
import { paddlePrice } from '../../../engine/connectors/billing/paddle/paddle-price.ts';
import { stripePrice } from '../../../engine/connectors/billing/stripe/stripe-price.ts';

const seconds = (at: string) => Date.parse(at) / 1000;

describe('the price of a month', () => {
  test.each<[string, Parameters<typeof monthlyPrice>, number | null | undefined]>([
    ['of a month', [[{ amount: 4_900, interval: 'month' }]], 4_900],
    ['of a year is a twelfth', [[{ amount: 120_000, interval: 'year', count: 1 }]], 10_000],
    ['of a quarter is a third', [[{ amount: 10_000, interval: 'month', count: 3 }]], 3_333],
    ['of two years', [[{ amount: 240_000, interval: 'year', count: 2 }]], 10_000],
    ['of a week, by the days of a year', [[{ amount: 700, interval: 'week' }]], 3_042],
    ['of a day', [[{ amount: 100, interval: 'day' }]], 3_042],
    ['rounds halves up', [[{ amount: 6, interval: 'year' }]], 1],
    [
      'rounds once, the sum of all',
      [
        [
          { amount: 5, interval: 'year' },
          { amount: 1, interval: 'year' },
        ],
      ],
      1,
    ],
    [
      'of several intervals',
      [
        [
          { amount: 1_200, interval: 'year' },
          { amount: 300, interval: 'month' },
        ],
      ],
      400,
    ],
    ['less a share', [[{ amount: 10_000, interval: 'month' }], { percent: 12.5 }], 8_750],
    ['less an amount a charge', [[{ amount: 120_000, interval: 'year' }], { amount: 12_000 }], 9_000],
    ['is never below nothing', [[{ amount: 100, interval: 'month' }], { amount: 500 }], 0],
    [
      'is unknown with a price that is not said',
      [
        [
          { amount: 100, interval: 'month' },
          { amount: undefined, interval: 'month' },
        ],
      ],
      null,
    ],
    ['is unknown with an interval that is not known', [[{ amount: 100, interval: 'fortnight' }]], null],
    ['is not said without an item', [[]], undefined],
  ])('%s', (_, given, expected) => {
    expect(monthlyPrice(...given)).toBe(expected);
  });
});

describe('Stripe', () => {
  const price = (unit_amount: number | null, more: object = {}) => ({
    id: 'price_1',
    unit_amount,
    currency: 'EUR',
    recurring: { interval: 'month', interval_count: 1, usage_type: 'licensed' },
    ...more,
  });
  const subscription = (items: object[], more: object = {}) => stripePrice({ items: { data: items }, ...more });

  test.each<[string, object, object]>([
    [
      'a price times its quantity',
      { items: { data: [{ price: price(900), quantity: 7 }] } },
      { mrr: 6_300, currency: 'eur' },
    ],
    [
      'the older plan',
      { plan: { amount: 2_400, currency: 'gbp', interval: 'year' }, quantity: 2 },
      { mrr: 400, currency: 'gbp' },
    ],
    [
      'fractions of a cent',
      { items: { data: [{ price: { ...price(null), unit_amount_decimal: '0.5' }, quantity: 300 }] } },
      { mrr: 150 },
    ],
    [
      'nothing of metered use',
      {
        items: {
          data: [
            { price: price(900) },
            { price: price(5, { recurring: { interval: 'month', usage_type: 'metered' } }) },
          ],
        },
      },
      { mrr: 900 },
    ],
    [
      'null of tiers',
      { items: { data: [{ price: price(null, { billing_scheme: 'tiered' }), quantity: 3 }] } },
      { mrr: null },
    ],
    [
      'nothing while its collection is paused',
      { items: { data: [{ price: price(900) }] }, pause_collection: { behavior: 'void' } },
      { mrr: 0 },
    ],
    [
      'a coupon that lasts',
      { items: { data: [{ price: price(900) }] }, discount: { coupon: { percent_off: 50, duration: 'forever' } } },
      { mrr: 450 },
    ],
    [
      'a coupon in the list',
      {
        items: { data: [{ price: price(900) }] },
        discounts: ['di_1', { coupon: { amount_off: 100, duration: 'repeating' } }],
      },
      { mrr: 800 },
    ],
    [
      'no coupon for one invoice',
      { items: { data: [{ price: price(900) }] }, discount: { coupon: { percent_off: 50, duration: 'once' } } },
      { mrr: 900 },
    ],
    [
      'when it began',
      { items: { data: [{ price: price(900) }] }, status: 'active', start_date: seconds('2024-03-01T00:00:00Z') },
      { paidSince: '2024-03-01T00:00:00.000Z' },
    ],
    [
      'or its trial ended',
      {
        items: { data: [{ price: price(900) }] },
        status: 'active',
        start_date: seconds('2024-03-01T00:00:00Z'),
        trial_end: seconds('2024-03-15T00:00:00Z'),
      },
      { paidSince: '2024-03-15T00:00:00.000Z' },
    ],
  ])('says %s', (_, given, expected) => {
    expect(stripePrice(given as Record<string, unknown>)).toMatchObject(expected);
  });

  test('says nothing of items without a price, and not since when a trial is paid for', () => {
    expect(subscription([{ quantity: 3 }])).toEqual({});
    expect(
      subscription([{ price: price(900) }], { status: 'trialing', start_date: 1_700_000_000 }).paidSince,
    ).toBeUndefined();
  });
});

describe('Paddle', () => {
  const item = (amount: string, more: object = {}, currency_code = 'USD') => ({
    quantity: 1,
    price: { id: 'pri_1', unit_price: { amount, currency_code }, billing_cycle: { interval: 'month', frequency: 1 } },
    ...more,
  });

  test('says its items, and since when they have been billed', () => {
    const data = { items: [item('3000', { quantity: 10 }), item('500')], first_billed_at: '2024-03-01T00:00:00Z' };
    expect(paddlePrice(data)).toEqual({ mrr: 30_500, currency: 'usd', paidSince: '2024-03-01T00:00:00.000Z' });
  });

  test.each<[string, object[], number | null | undefined]>([
    ['nothing of what is charged once', [item('3000'), item('900', { recurring: false })], 3_000],
    ['null of two currencies', [item('3000'), item('3000', {}, 'EUR')], null],
    ['nothing without a price', [{ quantity: 3, price: { id: 'pri_1' } }], undefined],
  ])('says %s', (_, items, mrr) => {
    expect(paddlePrice({ items }).mrr).toBe(mrr);
  });
});

describe('Chargebee', () => {
  test.each<[string, object, number | null | undefined]>([
    ['its own figure', { mrr: 1_234, status: 'active', billing_period: 1, billing_period_unit: 'year' }, 1_234],
    [
      'its items without one',
      {
        billing_period: 3,
        billing_period_unit: 'month',
        subscription_items: [
          { item_type: 'plan', amount: 9_000 },
          { item_type: 'addon', unit_price: 300, quantity: 2 },
          { item_type: 'charge', amount: 99 },
        ],
      },
      3_200,
    ],
    [
      'its items while on trial',
      {
        mrr: 0,
        status: 'in_trial',
        billing_period: 1,
        billing_period_unit: 'month',
        subscription_items: [{ item_type: 'plan', amount: 900 }],
      },
      900,
    ],
    [
      'the older plan with addons',
      {
        billing_period: 1,
        billing_period_unit: 'year',
        plan_unit_price: 12_000,
        plan_quantity: 2,
        addons: [{ id: 'a', unit_price: 1_200 }],
      },
      2_100,
    ],
    ['nothing without a price', { plan_id: 'old', plan_quantity: 3 }, undefined],
  ])('says %s', (_, subscription, mrr) => {
    expect(chargebeePrice(subscription).mrr).toBe(mrr);
  });

  test('says its currency, and since when it is active', () => {
    expect(chargebeePrice({ mrr: 100, currency_code: 'EUR', activated_at: seconds('2024-03-01T00:00:00Z') })).toEqual({
      mrr: 100,
      currency: 'eur',
      paidSince: '2024-03-01T00:00:00.000Z',
    });
  });
});
