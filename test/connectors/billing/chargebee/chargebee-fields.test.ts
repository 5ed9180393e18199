import { describe, expect, test } from 'vitest';
import {
  chargebeeInvoiceFields,
  chargebeeSubscriptionFields,
} from '../../../../engine/connectors/billing/chargebee/chargebee-fields.ts';

const now = '2026-03-10T09:00:00.000Z';
const seconds = Date.parse(now) / 1000;
const day = 86_400;

describe('an invoice', () => {
  test.each<[string, object, object, object]>([
    ['nothing, but that there is no next attempt', {}, {}, {}],
    ['its id before that of the payment', { id: 7 }, { linked_invoices: [{ invoice_id: '8' }] }, { invoice: '7' }],
    [
      'the first id that its payment is linked to',
      {},
      { linked_invoices: [{ invoice_id: '8' }, {}] },
      { invoice: '8' },
    ],
    [
      'its currency before that of the payment',
      { currency_code: 'EUR' },
      { currency_code: 'USD' },
      { currency: 'eur' },
    ],
    ['the currency of its payment', {}, { currency_code: 'USD' }, { currency: 'usd' }],
    ['what is due', { amount_due: 5, total: 9 }, { amount: 7 }, { amount: 5 }],
    ['its total, where nothing is due any more', { amount_due: 0, total: 9 }, { amount: 7 }, { amount: 9 }],
    ['that it was for nothing', { amount_due: 0, total: 0 }, { amount: 7 }, { amount: 0 }],
    ['the amount of its payment, where no more is known', {}, { amount: 7 }, { amount: 7 }],
    ['why it was declined', {}, { error_code: 'expired_card' }, { decline: 'hard' }],
    ['no reason that is not known', {}, { error_code: 'odd' }, {}],
    ['that it looks like fraud', {}, { fraud_flag: 'fraudulent', error_code: 'expired_card' }, { decline: 'fraud' }],
    ['how often it was tried', { dunning_attempts: [{}, {}] }, {}, { attempt: 2 }],
    ['no attempts where there were none', { dunning_attempts: [] }, {}, {}],
    [
      'its subscription and payment',
      { subscription_id: 'sub_1' },
      { id: 'txn_1' },
      { subscription: 'sub_1', payment: 'txn_1' },
    ],
  ])('says %s', (_, invoice, transaction, fields) => {
    expect(chargebeeInvoiceFields({ invoice, transaction })).toEqual({ nextAttemptAt: null, ...fields });
  });

  test('says when it is tried again', () => {
    expect(chargebeeInvoiceFields({ invoice: { next_retry_at: seconds } })).toEqual({ nextAttemptAt: now });
  });

  test('is for the latest period of a line', () => {
    const line_items = [
      { date_from: seconds, date_to: seconds + day },
      { date_from: seconds - day, date_to: seconds },
      {},
    ];
    expect(chargebeeInvoiceFields({ invoice: { line_items } })).toMatchObject({
      periodStart: now,
      periodEnd: '2026-03-11T09:00:00.000Z',
    });
  });

  test.each<[string, object, object, string | undefined]>([
    ['a cycle', { recurring: true, first_invoice: false }, {}, 'subscription_cycle'],
    ['a cycle after a trial', { recurring: true, first_invoice: false }, { trial_end: seconds }, 'subscription_cycle'],
    ['a new subscription', { recurring: true, first_invoice: true }, {}, 'subscription_create'],
    [
      'neither, for the first one after a trial',
      { recurring: true, first_invoice: true },
      { trial_end: seconds },
      undefined,
    ],
    ['neither, where it is not said whether it is the first', { recurring: true }, {}, undefined],
    ['neither, where it does not recur', { recurring: false, first_invoice: false }, {}, undefined],
  ])('is for %s', (_, invoice, subscription, reason) => {
    expect(chargebeeInvoiceFields({ invoice, subscription }).reason).toBe(reason);
  });
});

describe('a subscription', () => {
  const fieldsOf = (subscription: object, prices?: readonly string[]) =>
    chargebeeSubscriptionFields({ subscription }, prices);

  test('says nothing where nothing is known', () => {
    expect(chargebeeSubscriptionFields({}, undefined)).toEqual({});
  });

  test.each<[string, string, boolean]>([
    ['in_trial', 'trialing', false],
    ['non_renewing', 'active', true],
    ['cancelled', 'canceled', false],
    ['active', 'active', false],
    ['paused', 'paused', false],
  ])('that is %s counts as %s', (said, status, cancelScheduled) => {
    expect(fieldsOf({ status: said })).toEqual({ status, cancelScheduled });
  });

  const items = [
    { item_price_id: 'rooms', item_id: 'room', item_type: 'addon', quantity: 2 },
    { item_price_id: 'team-yearly', item_id: 'team', item_type: 'plan', quantity: 25 },
    { item_price_id: 'setup', item_type: 'charge', quantity: 9 },
  ];

  test.each<[string, string[], number]>([
    ['its price', ['team-yearly'], 25],
    ['its item', ['team'], 25],
    ['several', ['team', 'rooms'], 27],
    ['none, where it lists a single charge alone', ['setup'], 0],
  ])('has the seats of what the catalog lists: %s', (_, prices, seats) => {
    expect(fieldsOf({ plan_id: 'old', subscription_items: items }, prices)).toEqual({
      plan: 'team-yearly',
      seats,
    });
  });

  test.each<[string, string | undefined, number | undefined]>([
    ['a whole quantity', '12', 12],
    ['with decimals', '12.0000', 12],
    ['none', '0.00', 0],
    ['a part of a unit', '12.5000', undefined],
    ['no number', 'twelve', undefined],
    ['none said', undefined, undefined],
  ])('of a site that sells parts of a unit, %s: %s', (_, text, seats) => {
    const item = { item_price_id: 'team', item_type: 'plan', quantity_in_decimal: text };
    expect(fieldsOf({ subscription_items: [item] }, ['team']).seats).toBe(seats);
    expect(fieldsOf({ plan_id: 'team', plan_quantity_in_decimal: text }, ['team']).seats).toBe(seats);
    const addon = { id: 'rooms', quantity_in_decimal: text };
    expect(fieldsOf({ plan_id: 'team', addons: [addon] }, ['rooms']).seats).toBe(seats);
  });

  test('of before items has one plan, with addons', () => {
    const old = {
      id: 'sub_1',
      plan_id: 'team',
      plan_quantity: 3,
      addons: [{ id: 'rooms', quantity: 2 }],
      trial_end: seconds,
    };
    const known = { subscription: 'sub_1', plan: 'team', endsAt: now };
    expect(fieldsOf(old, ['team'])).toEqual({ ...known, seats: 3 });
    expect(fieldsOf(old, ['rooms'])).toEqual({ ...known, seats: 2 });
  });
});
