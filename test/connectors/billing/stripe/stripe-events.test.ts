import { describe, expect, test } from 'vitest';
import { declineCategory } from '../../../../engine/billing/decline-category.ts';
import { stripeEvents } from '../../../../engine/connectors/billing/stripe/stripe-events.ts';
import { now } from '../../../support/touch.ts';

const events = (type: string, object: Record<string, unknown>, previous?: unknown) =>
  stripeEvents({
    id: 'evt_1',
    type,
    object: { customer: 'cus_1', ...object },
    previous,
    occurredAt: now,
    receivedAt: now,
  });
const names = (...args: Parameters<typeof events>) => events(...args).map(({ name }) => name);

const invoice = {
  id: 'in_1',
  object: 'invoice',
  amount_due: 24_900,
  currency: 'usd',
  attempt_count: 2,
  next_payment_attempt: 1_745_552_783,
  hosted_invoice_url: 'https://invoice.example/1',
  billing_reason: 'subscription_cycle',
};

describe('a failed invoice', () => {
  test('of the shape since 2025', () => {
    const [event] = events('invoice.payment_failed', {
      ...invoice,
      parent: { subscription_details: { subscription: 'sub_1', metadata: { account_id: 'acme' } } },
      lines: { data: [{ period: { end: 1_776_969_906 } }] },
    });
    expect(event).toEqual({
      id: 'stripe:evt_1',
      source: 'stripe',
      account: 'acme',
      customer: 'stripe:cus_1',
      name: 'payment.failed',
      occurredAt: now,
      receivedAt: now,
      fields: {
        invoice: 'in_1',
        amount: 24_900,
        currency: 'usd',
        attempt: 2,
        nextAttemptAt: '2025-04-25T03:46:23.000Z',
        retriesExhausted: false,
        hostedUrl: 'https://invoice.example/1',
        subscription: 'sub_1',
        reason: 'subscription_cycle',
        periodEnd: '2026-04-23T18:45:06.000Z',
      },
    });
  });

  test('of the shape of 2020, with its payment expanded', () => {
    const payment_intent = { id: 'pi_1', last_payment_error: { code: 'card_declined', decline_code: 'expired_card' } };
    const [event] = events('invoice.payment_failed', {
      ...invoice,
      subscription: 'sub_1',
      payment_intent,
      metadata: { account_id: 'acme' },
    });
    expect(event).toMatchObject({
      account: 'acme',
      fields: { subscription: 'sub_1', payment: 'pi_1', decline: 'hard' },
    });
  });

  test('that will not be tried again says so, but not with its first failure', () => {
    const last = events('invoice.payment_failed', { ...invoice, next_payment_attempt: null })[0]?.fields;
    expect(last).toMatchObject({ nextAttemptAt: null, retriesExhausted: true });
    for (const attempt_count of [0, 1, undefined]) {
      const first = events('invoice.payment_failed', { ...invoice, attempt_count, next_payment_attempt: null });
      expect(first[0]?.fields).toMatchObject({ nextAttemptAt: null });
      expect(first[0]?.fields).not.toHaveProperty('retriesExhausted');
    }
  });

  test.each([
    ['is tried again', { next_payment_attempt: 1_745_552_783 }, {}, false],
    ['has no attempt left', { next_payment_attempt: null }, { next_payment_attempt: 1_745_552_783 }, true],
    ['says nothing of attempts', { next_payment_attempt: null }, { number: null }, undefined],
  ])('that is updated: %s', (_, more, previous, expected) => {
    const [event] = events('invoice.updated', { ...invoice, status: 'open', ...more }, previous);
    expect([event?.name, event?.fields.retriesExhausted]).toEqual(['invoice.changed', expected]);
  });

  test.each([
    ['before its first attempt', { status: 'open', attempt_count: 0 }],
    ['as a draft', { status: 'draft' }],
    ['when it was paid', { status: 'paid' }],
  ])('that is updated %s says nothing', (_, more) => {
    expect(names('invoice.updated', { ...invoice, ...more })).toEqual([]);
  });

  test('that credits settle owes nothing', () => {
    const credited = { ...invoice, status: 'paid', amount_paid: 0, amount_remaining: 0 };
    expect(events('invoice.updated', credited, { status: 'open' })).toMatchObject([
      { name: 'invoice.changed', fields: { amount: 0 } },
    ]);
    expect(names('invoice.updated', credited, { metadata: {} })).toEqual([]);
  });

  test.each([
    ['all', { amount_due: 10_000 }, 10_000],
    ['what remains', { amount_due: 10_000, amount_paid: 4000, amount_remaining: 6000 }, 6000],
    ['what remains of what was due', { amount_due: 10_000, amount_paid: 4000, amount_remaining: undefined }, 6000],
    ['its total', { amount_due: undefined, total: 900 }, 900],
  ])('is owed: %s', (_, more, amount) => {
    expect(events('invoice.payment_failed', { ...invoice, ...more })[0]?.fields.amount).toBe(amount);
  });

  test('that waits for the payer asks for authentication', () => {
    expect(events('invoice.payment_action_required', invoice)).toMatchObject([
      { name: 'payment.action_required', fields: { decline: 'authentication' } },
    ]);
  });
});

test('a paid invoice was paid in full, though nothing of it remains', () => {
  const paid = { ...invoice, status: 'paid', amount_paid: 24_900, amount_remaining: 0 };
  expect(events('invoice.paid', paid)[0]?.fields.amount).toBe(24_900);
});

test.each([
  ['invoice.paid', 'payment.succeeded'],
  ['invoice.payment_succeeded', 'payment.succeeded'],
  ['invoice.finalized', 'invoice.issued'],
  ['invoice.overdue', 'invoice.overdue'],
  ['invoice.marked_uncollectible', 'invoice.uncollectible'],
  ['invoice.voided', 'invoice.voided'],
])('%s is %s', (type, name) => {
  expect(names(type, invoice)).toEqual([name]);
});

describe('a subscription', () => {
  const subscription = { id: 'sub_1', status: 'active', items: { data: [{ quantity: 20, price: { id: 'price_1' } }] } };

  test.each<[string, string, Record<string, unknown>, unknown, string[]]>([
    ['starts', 'created', { status: 'active' }, undefined, ['subscription.started']],
    ['on trial has not started', 'created', { status: 'trialing' }, undefined, ['subscription.changed']],
    [
      'without its first payment only exists',
      'created',
      { status: 'incomplete' },
      undefined,
      ['subscription.observed'],
    ],
    [
      'whose first payment never came did not end',
      'updated',
      { status: 'incomplete_expired' },
      { status: 'incomplete' },
      ['subscription.observed'],
    ],
    [
      'whose first payment never came is deleted',
      'deleted',
      { status: 'incomplete_expired' },
      undefined,
      ['subscription.observed'],
    ],
    ['starts after its trial', 'updated', {}, { status: 'trialing' }, ['subscription.started']],
    ['has a longer trial', 'updated', { status: 'trialing' }, { trial_end: 1 }, ['subscription.changed']],
    [
      'is to end with its term',
      'updated',
      { cancel_at_period_end: true },
      { cancel_at_period_end: false },
      ['subscription.changed'],
    ],
    ['is over by its status', 'updated', { status: 'canceled' }, { status: 'active' }, ['subscription.ended']],
    ['gets other seats', 'updated', {}, { items: { data: [{ quantity: 10 }] } }, ['subscription.changed']],
    ['has another plan', 'updated', {}, { plan: { id: 'old' } }, ['subscription.changed']],
    ['is past due', 'updated', { status: 'past_due' }, { status: 'active' }, ['subscription.changed']],
    ['only begins another period', 'updated', {}, { current_period_end: 1 }, ['subscription.observed']],
    [
      'gets another card',
      'updated',
      {},
      { default_payment_method: 'pm_0' },
      ['subscription.observed', 'payment_method.updated'],
    ],
    [
      'gets another card, of before payment methods',
      'updated',
      {},
      { default_source: 'card_0' },
      ['subscription.observed', 'payment_method.updated'],
    ],
    ['ends', 'deleted', { status: 'canceled' }, undefined, ['subscription.ended']],
    ['that is deleted ends, whatever its status still says', 'deleted', {}, undefined, ['subscription.ended']],
    ['nears the end of its trial', 'trial_will_end', { status: 'trialing' }, undefined, ['trial.ending']],
  ])('%s', (_, type, more, previous, expected) => {
    expect(names(`customer.subscription.${type}`, { ...subscription, ...more }, previous)).toEqual(expected);
  });

  test('says its seats, and two events of one have their own ids', () => {
    const both = events('customer.subscription.updated', subscription, {
      status: 'trialing',
      default_payment_method: 'pm_0',
    });
    expect(both.map(({ id }) => id)).toEqual(['stripe:evt_1', 'stripe:evt_1#payment_method.updated']);
    expect(both[0]?.fields).toMatchObject({ seats: 20, plan: 'price_1', status: 'active', before: 'trialing' });
  });
});

describe('a card', () => {
  test('that runs out is good until the end of its month', () => {
    expect(events('customer.source.expiring', { object: 'card', exp_year: 2028, exp_month: 2 })).toMatchObject([
      { name: 'payment_method.expiring', fields: { expiresAt: '2028-02-29' } },
    ]);
  });

  test('that is declined says why: in a charge, in a payment intent', () => {
    const charge = {
      object: 'charge',
      id: 'ch_1',
      payment_intent: 'pi_1',
      amount: 900,
      failure_code: 'card_declined',
      outcome: { reason: 'insufficient_funds' },
    };
    const intent = {
      object: 'payment_intent',
      id: 'pi_1',
      amount: 900,
      last_payment_error: { code: 'card_declined', decline_code: 'stolen_card' },
    };
    expect(events('charge.failed', charge)[0]).toMatchObject({
      name: 'payment.declined',
      fields: { payment: 'pi_1', amount: 900, decline: 'soft' },
    });
    expect(events('payment_intent.payment_failed', intent)[0]?.fields).toMatchObject({
      payment: 'pi_1',
      decline: 'fraud',
    });
  });

  test.each([
    ['do_not_honor', 'soft'],
    ['lost_card', 'hard'],
    ['authentication_required', 'authentication'],
    ['fraudulent', 'fraud'],
    ['generic_decline', 'unknown'],
    [undefined, 'unknown'],
  ])('declined for %s falls under %s', (code, category) => {
    expect(declineCategory(code)).toBe(category);
  });
});

test('types that journeys do not use stand for nothing', () => {
  expect(names('invoice.upcoming', invoice)).toEqual([]);
  expect(names('product.created', {})).toEqual([]);
});

test('an event of nobody is told all the same, since somebody may know whose it is', () => {
  const [event] = stripeEvents({
    id: 'evt_1',
    type: 'invoice.paid',
    object: invoice,
    occurredAt: now,
    receivedAt: now,
  });
  expect(event).toMatchObject({ name: 'payment.succeeded', fields: { invoice: 'in_1' } });
  expect(event).not.toHaveProperty('account');
  expect(event).not.toHaveProperty('customer');
});
