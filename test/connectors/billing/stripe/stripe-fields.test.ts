import { describe, expect, test } from 'vitest';
import { stripeEvents } from '../../../../engine/connectors/billing/stripe/stripe-events.ts';
import { declineFields, invoiceFields } from '../../../../engine/connectors/billing/stripe/stripe-invoice.ts';
import { now } from '../../../support/touch.ts';

const day = 86_400;
const second = Date.parse(now) / 1000;
const isoOf = (seconds: number) => new Date(seconds * 1000).toISOString();

const eventsOf = (type: string, object: Record<string, unknown>, previous?: unknown, prices?: readonly string[]) =>
  stripeEvents({ id: 'evt_1', type, object, previous, prices, occurredAt: now, receivedAt: now });
const fieldsOf = (...of: Parameters<typeof eventsOf>) => eventsOf(...of)[0]?.fields;

describe("an invoice's fields", () => {
  test('are all that is known of it', () => {
    expect(
      invoiceFields({
        id: 'in_1',
        amount_due: 900,
        currency: 'eur',
        next_payment_attempt: second,
        hosted_invoice_url: 'https://invoice.example/1',
        attempt_count: 3,
        subscription: 'sub_1',
        payment_intent: 'pi_1',
        billing_reason: 'subscription_cycle',
        charge: { failure_code: 'expired_card' },
      }),
    ).toEqual({
      invoice: 'in_1',
      amount: 900,
      currency: 'eur',
      decline: 'hard',
      nextAttemptAt: now,
      hostedUrl: 'https://invoice.example/1',
      attempt: 3,
      subscription: 'sub_1',
      payment: 'pi_1',
      reason: 'subscription_cycle',
    });
  });

  test('are those that are there, and that there is no next attempt', () => {
    expect(invoiceFields({})).toEqual({ nextAttemptAt: null });
  });

  test('name the subscription and the payment of either shape, the newer subscription first', () => {
    const parent = { subscription_details: { subscription: 'sub_new' } };
    const payments = {
      data: [{ payment: { payment_intent: 'pi_old' } }, { payment: { payment_intent: { id: 'pi_new' } } }],
    };
    expect(invoiceFields({ parent, payments, subscription: 'sub_old' })).toMatchObject({
      subscription: 'sub_new',
      payment: 'pi_new',
    });
    expect(invoiceFields({ payments, payment_intent: { id: 'pi_top' } })).toMatchObject({ payment: 'pi_top' });
  });

  test('have the latest period that a line bills', () => {
    const line = (start?: number, end?: number) => ({ period: { start, end } });
    const data = [line(second + day, second + 2 * day), line(second, second + day), line(), {}];
    expect(invoiceFields({ lines: { data }, period: { start: 1, end: 2 } })).toMatchObject({
      periodStart: isoOf(second + day),
      periodEnd: isoOf(second + 2 * day),
    });
  });

  test.each<[string, Record<string, unknown>, number | undefined]>([
    ['what remains', { amount_due: 900, amount_remaining: 500 }, 500],
    ['what is due, where nothing remains', { amount_due: 900, amount_remaining: 0 }, 900],
    ['what is due and not paid', { amount_due: 900, amount_paid: 300 }, 600],
    ['what was due, where all is paid', { amount_due: 900, amount_paid: 900 }, 900],
    ['the total, where nothing is due', { total: 700 }, 700],
    ['not known', {}, undefined],
  ])('owe %s', (_, invoice, amount) => {
    expect(invoiceFields(invoice).amount).toBe(amount);
  });

  const error = (code: string) => ({ last_payment_error: { code } });

  test.each<[string, Record<string, unknown>, string | undefined]>([
    ['of its payment', { payment_intent: error('expired_card') }, 'hard'],
    ['of its last payment', { payments: { data: [{ payment: { payment_intent: error('fraudulent') } }] } }, 'fraud'],
    [
      'of the last payment, where the first says none',
      { payment_intent: error('odd'), payments: { data: [{ payment: { payment_intent: error('fraudulent') } }] } },
      'fraud',
    ],
    [
      'of the payment before that of the charge',
      { payment_intent: error('expired_card'), charge: { failure_code: 'processing_error' } },
      'hard',
    ],
    ['of the charge', { payment_intent: error('odd'), charge: { failure_code: 'processing_error' } }, 'soft'],
    [
      "of the charge's outcome first",
      { charge: { outcome: { reason: 'fraudulent' }, failure_code: 'processing_error' } },
      'fraud',
    ],
    [
      'in the more exact of two codes',
      { payment_intent: { last_payment_error: { code: 'expired_card', decline_code: 'fraudulent' } } },
      'fraud',
    ],
    ['nowhere', { payment_intent: 'pi_1', charge: 'ch_1' }, undefined],
  ])('say why it failed by the code %s', (_, invoice, decline) => {
    expect(invoiceFields(invoice).decline).toBe(decline);
  });
});

test('a decline names its payment, whether a charge or an intent says it', () => {
  const common = { invoice: 'in_1', amount: 900, currency: 'usd' };
  expect(declineFields({ object: 'payment_intent', id: 'pi_1', payment_intent: 'no', ...common })).toEqual({
    ...common,
    payment: 'pi_1',
    decline: 'unknown',
  });
  expect(declineFields({ object: 'charge', id: 'ch_1', payment_intent: 'pi_1', ...common })).toEqual({
    ...common,
    payment: 'pi_1',
    decline: 'unknown',
  });
});

describe("a subscription's fields", () => {
  const of = (object: Record<string, unknown>, prices?: readonly string[]) =>
    fieldsOf('customer.subscription.updated', object, {}, prices);

  test.each<[string, Record<string, unknown>, string | undefined]>([
    ["the price's own key", { price: { lookup_key: 'team', id: 'price_1' }, plan: { id: 'old' } }, 'team'],
    ["the price's id", { price: { id: 'price_1' }, plan: { id: 'old' } }, 'price_1'],
    ['the plan of earlier versions', { plan: { id: 'old' } }, 'old'],
    ['none', {}, undefined],
  ])('name as plan %s', (_, item, plan) => {
    expect(of({ items: { data: [item] } })?.plan).toBe(plan);
  });

  test.each(['price_1', 'team', 'prod_1'])('count the seats of %s, whichever of its ids the catalog lists', listed => {
    const items = {
      data: [{ quantity: 9 }, { quantity: 4, price: { id: 'price_1', lookup_key: 'team', product: 'prod_1' } }],
    };
    expect(of({ items }, [listed])?.seats).toBe(4);
  });

  test('count the seats of the single plan of old', () => {
    expect(of({ plan: { id: 'old' }, quantity: 3 }, ['old'])?.seats).toBe(3);
    expect(of({ items: { data: [{ plan: { id: 'old' }, quantity: 2 }] }, quantity: 3 }, ['old'])?.seats).toBe(2);
  });

  test.each<[string, Record<string, unknown>, boolean | undefined]>([
    ['unsaid', {}, undefined],
    ['scheduled by its flag', { cancel_at_period_end: true }, true],
    ['scheduled by its time', { cancel_at_period_end: false, cancel_at: second }, true],
    ['scheduled by its time alone', { cancel_at: second }, true],
    ['not scheduled by its flag', { cancel_at_period_end: false }, false],
    ['not scheduled without a time', { cancel_at: null }, false],
  ])('say that the end is %s', (_, object, scheduled) => {
    expect(of(object)?.cancelScheduled).toBe(scheduled);
  });

  test('say when its trial ends, and what its status was', () => {
    const object = { id: 'sub_1', status: 'active', trial_end: second };
    expect(fieldsOf('customer.subscription.updated', object, { status: 'trialing' })).toEqual({
      subscription: 'sub_1',
      status: 'active',
      endsAt: now,
      before: 'trialing',
    });
  });

  test.each(['past_due', 'unpaid', 'active'])('start it as %s after its trial, but not again', status => {
    const nameAfter = (before: string) =>
      eventsOf('customer.subscription.updated', { status }, { status: before })[0]?.name;
    expect([nameAfter('trialing'), nameAfter('past_due')]).toEqual(['subscription.started', 'subscription.changed']);
  });

  test.each(['quantity', 'plan', 'price', 'items', 'trial_end', 'cancel_at', 'cancel_at_period_end'])(
    'tell of a change of its %s',
    member => {
      const names = eventsOf('customer.subscription.updated', { status: 'active' }, { [member]: 1 });
      expect(names.map(({ name }) => name)).toEqual(['subscription.changed']);
    },
  );

  test.each([
    ['paused', 'subscription.changed'],
    ['resumed', 'subscription.changed'],
    ['pending_update_applied', 'subscription.changed'],
    ['pending_update_expired', 'subscription.observed'],
  ])('once it is %s are those of %s', (type, name) => {
    expect(eventsOf(`customer.subscription.${type}`, { status: 'active' })).toMatchObject([{ name }]);
  });
});

describe('an update of an invoice', () => {
  const updated = (object: Record<string, unknown>, previous: unknown = {}) =>
    eventsOf('invoice.updated', object, previous);

  test('counts as one of an open invoice, where its status or attempts are not said', () => {
    expect(updated({})).toMatchObject([{ name: 'invoice.changed' }]);
    expect(updated({ status: 'open', attempt_count: 1 })).toHaveLength(1);
    expect(updated({ status: 'open', attempt_count: 0 })).toEqual([]);
    expect(updated({ status: 'void' })).toEqual([]);
  });

  test('is the last word on attempts only where one was named before', () => {
    const saidAfter = (next: unknown, before: unknown) =>
      updated({ next_payment_attempt: next }, { next_payment_attempt: before })[0]?.fields.retriesExhausted;
    expect([saidAfter(second, second), saidAfter(null, second), saidAfter(null, null)]).toEqual([
      false,
      true,
      undefined,
    ]);
  });
});

describe('whose it is', () => {
  test('says the customer of the object, or the object that is one', () => {
    const prior = { default_source: 'card_1' };
    expect(eventsOf('customer.updated', { object: 'customer', id: 'cus_1', customer: 'no' }, prior)).toMatchObject([
      { customer: 'stripe:cus_1' },
    ]);
    expect(eventsOf('invoice.paid', { id: 'in_1', customer: { id: 'cus_1' } })).toMatchObject([
      { customer: 'stripe:cus_1' },
    ]);
  });

  test.each<[string, Record<string, unknown>]>([
    ['the object', { metadata: { account_id: 'acme' }, subscription_details: { metadata: { account_id: 'no' } } }],
    ["the invoice's parent", { parent: { subscription_details: { metadata: { account_id: 'acme' } } } }],
    ["the invoice's subscription, before 2025", { subscription_details: { metadata: { account_id: 'acme' } } }],
  ])('say the metadata of %s', (_, object) => {
    expect(eventsOf('invoice.paid', object)).toMatchObject([{ account: 'acme' }]);
  });
});

describe('a payment method', () => {
  test.each([
    'customer.source.created',
    'customer.source.updated',
    'payment_method.attached',
    'payment_method.updated',
    'payment_method.automatically_updated',
    'payment_method.card_automatically_updated',
  ])('is updated by %s, and is good until the end of its month', type => {
    const card = { exp_year: 2027, exp_month: 12 };
    const expected = [{ name: 'payment_method.updated', fields: { expiresAt: '2027-12-31' } }];
    expect(eventsOf(type, card)).toMatchObject(expected);
    expect(eventsOf(type, { card, exp_year: 2030, exp_month: 1 })).toMatchObject(expected);
  });

  test.each<[string, object | undefined, boolean]>([
    ['nothing that it says', undefined, true],
    ['its expiry', { card: { exp_year: 2026 } }, true],
    ['the expiry of a card of before payment methods', { exp_year: 2026 }, true],
    ['the year alone, which was unknown', { exp_year: null }, true],
    ['its number', { card: { last4: '4242' } }, true],
    ['a bank account that is verified', { status: 'new' }, true],
    ['the address of its payer', { billing_details: { address: { city: 'Rome' } } }, false],
    ['an address of before payment methods', { address_city: 'Rome' }, false],
    ['metadata', { metadata: { a: '1' } }, false],
  ])('that replaces %s: %j is told: %s', (_, previous, isTold) => {
    for (const type of ['payment_method.updated', 'customer.source.updated'])
      expect(eventsOf(type, { exp_year: 2027, exp_month: 12 }, previous)).toHaveLength(isTold ? 1 : 0);
  });

  test('has no expiry where its year or month is not known', () => {
    expect(fieldsOf('payment_method.attached', { exp_year: 2027 })).toEqual({});
    expect(fieldsOf('payment_method.attached', { exp_month: 2 })).toEqual({});
  });

  test('of a customer is updated where the default is another one', () => {
    const namesAfter = (previous: unknown) => eventsOf('customer.updated', {}, previous).map(({ name }) => name);
    expect(namesAfter({ default_source: null })).toEqual(['payment_method.updated']);
    expect(namesAfter({ invoice_settings: { default_payment_method: null } })).toEqual(['payment_method.updated']);
    expect(namesAfter({ invoice_settings: {}, name: 'A' })).toEqual([]);
  });
});
