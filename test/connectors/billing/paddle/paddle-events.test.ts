import { describe, expect, test } from 'vitest';
import { paddleEvents } from '../../../../engine/connectors/billing/paddle/paddle-events.ts';

const now = '2026-03-10T09:00:00.000Z';

const events = (type: string, data: object) =>
  paddleEvents({
    id: 'evt_1',
    type,
    data: { customer_id: 'ctm_1', custom_data: null, ...data },
    occurredAt: now,
    receivedAt: now,
  });
const names = (type: string, data: object = {}) => events(type, data).map(({ name }) => name);

const transaction = {
  id: 'txn_1',
  status: 'past_due',
  origin: 'subscription_recurring',
  subscription_id: 'sub_1',
  currency_code: 'USD',
  collection_mode: 'automatic',
  billing_period: { starts_at: '2026-03-10T00:00:00Z', ends_at: '2027-03-10T00:00:00Z' },
  details: { totals: { total: '65215', grand_total: '65000', balance: '65000' } },
  checkout: { url: 'https://pay.example/?_ptxn=txn_1' },
  payments: [
    { status: 'error', error_code: 'expired_card', created_at: '2026-03-10T08:59:00Z' },
    { status: 'error', error_code: 'not_enough_balance', created_at: '2026-03-08T08:59:00Z' },
  ],
};

const subscription = {
  id: 'sub_1',
  status: 'active',
  items: [
    { quantity: 10, price: { id: 'pri_1', name: 'Business' }, trial_dates: null },
    { quantity: 1, price: { id: 'pri_2', name: 'Rooms' } },
  ],
  scheduled_change: null,
};

describe('a transaction of Paddle', () => {
  test('that failed tells why, by its newest attempt, and where it can be paid', () => {
    expect(events('transaction.payment_failed', { ...transaction, custom_data: { account_id: 'acme' } })).toEqual([
      {
        id: 'paddle:evt_1',
        source: 'paddle',
        account: 'acme',
        customer: 'paddle:ctm_1',
        name: 'payment.failed',
        occurredAt: now,
        receivedAt: now,
        fields: {
          invoice: 'txn_1',
          amount: 65_000,
          currency: 'usd',
          decline: 'hard',
          hostedUrl: 'https://pay.example/?_ptxn=txn_1',
          attempt: 2,
          subscription: 'sub_1',
          reason: 'subscription_cycle',
          periodStart: '2026-03-10T00:00:00.000Z',
          periodEnd: '2027-03-10T00:00:00.000Z',
        },
      },
    ]);
  });

  test('says neither that it is tried again nor that it is not, since Paddle does not tell', () => {
    const [event] = events('transaction.payment_failed', transaction);
    expect(event?.fields).not.toHaveProperty('nextAttemptAt');
    expect(event?.fields).not.toHaveProperty('retriesExhausted');
  });

  test.each([
    ['fraud', 'fraud'],
    ['authentication_failed', 'authentication'],
    ['blocked_card', 'hard'],
    ['not_enough_balance', 'soft'],
    ['declined', undefined],
    ['something_new', undefined],
  ])('that failed by %s counts as %s', (error_code, decline) => {
    const [event] = events('transaction.payment_failed', { ...transaction, payments: [{ error_code }] });
    expect(event?.fields.decline).toBe(decline);
  });

  test('is issued, paid and voided like an invoice', () => {
    expect(names('transaction.billed', transaction)).toEqual(['invoice.issued']);
    expect(names('transaction.paid', transaction)).toEqual(['payment.succeeded']);
    expect(names('transaction.completed', transaction)).toEqual(['payment.succeeded']);
    expect(names('transaction.canceled', transaction)).toEqual(['invoice.voided']);
  });

  test('past due is an overdue invoice where nobody charges a card', () => {
    expect(names('transaction.past_due', transaction)).toEqual([]);
    expect(names('transaction.past_due', { ...transaction, collection_mode: 'manual' })).toEqual(['invoice.overdue']);
  });
});

describe('a subscription of Paddle', () => {
  test('tells its plan, seats and status', () => {
    expect(events('subscription.updated', subscription)[0]).toMatchObject({
      name: 'subscription.changed',
      fields: { subscription: 'sub_1', plan: 'Business', seats: null, status: 'active', cancelScheduled: false },
    });
  });

  test('that sells one price says how many seats', () => {
    const one = { ...subscription, items: subscription.items.slice(0, 1) };
    expect(events('subscription.updated', one)[0]?.fields.seats).toBe(10);
  });

  test('starts once it is active, after its trial', () => {
    const trialing = {
      ...subscription,
      status: 'trialing',
      items: [{ quantity: 5, trial_dates: { starts_at: '2026-03-01T00:00:00Z', ends_at: '2026-03-15T00:00:00Z' } }],
    };
    expect(events('subscription.trialing', trialing)[0]).toMatchObject({
      name: 'subscription.changed',
      fields: { status: 'trialing', endsAt: '2026-03-15T00:00:00.000Z' },
    });
    expect(events('subscription.activated', { ...trialing, status: 'active' })[0]).toMatchObject({
      name: 'subscription.started',
      fields: { before: 'trialing' },
    });
    const [atOnce] = events('subscription.activated', subscription);
    expect(atOnce?.name).toBe('subscription.started');
    expect(atOnce?.fields).not.toHaveProperty('before');
  });

  test('that is to be canceled, or no longer, says so by its state', () => {
    const scheduled_change = { action: 'cancel', effective_at: '2026-04-01T00:00:00Z' };
    expect(events('subscription.updated', { ...subscription, scheduled_change })[0]?.fields.cancelScheduled).toBe(true);
    const pause = { ...scheduled_change, action: 'pause' };
    expect(
      events('subscription.updated', { ...subscription, scheduled_change: pause })[0]?.fields.cancelScheduled,
    ).toBe(false);
  });

  test('ends', () => {
    const over = { ...subscription, status: 'canceled' };
    expect(names('subscription.canceled', over)).toEqual(['subscription.ended']);
    expect(names('subscription.updated', over)).toEqual(['subscription.ended']);
  });
});

test('a new payment method is told, and types that journeys do not use stand for nothing', () => {
  expect(names('payment_method.saved', { id: 'paymtd_1' })).toEqual(['payment_method.updated']);
  expect(names('payment_method.deleted', { id: 'paymtd_1' })).toEqual([]);
  expect(names('product.created')).toEqual([]);
});

test('nothing in a notification has to be there', () => {
  for (const type of [
    'transaction.payment_failed',
    'transaction.paid',
    'subscription.updated',
    'subscription.activated',
  ]) {
    expect(paddleEvents({ id: 'e', type, data: {}, occurredAt: now, receivedAt: now })).toHaveLength(1);
  }
});
