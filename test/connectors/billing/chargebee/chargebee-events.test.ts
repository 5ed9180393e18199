import { describe, expect, test } from 'vitest';
import { chargebeeEvents } from '../../../../engine/connectors/billing/chargebee/chargebee-events.ts';

const now = '2026-03-10T09:00:00.000Z';
const seconds = Date.parse(now) / 1000;

const events = (type: string, content: object) =>
  chargebeeEvents({
    id: 'ev_1',
    type,
    content: { customer: { id: 'tidewater' }, ...content },
    occurredAt: now,
    receivedAt: now,
  });
const names = (type: string, content: object = {}) => events(type, content).map(({ name }) => name);

const invoice = {
  id: '1042',
  customer_id: 'tidewater',
  subscription_id: 'sub_1',
  status: 'payment_due',
  recurring: true,
  first_invoice: false,
  currency_code: 'EUR',
  total: 120_000,
  amount_due: 90_000,
  dunning_status: 'in_progress',
  next_retry_at: seconds + 86_400,
  dunning_attempts: [{ attempt: 0 }, { attempt: 1 }],
  resource_version: Date.parse(now) + 123,
  line_items: [{ date_from: seconds, date_to: seconds + 365 * 86_400 }],
};
const transaction = { id: 'txn_1', amount: 90_000, error_code: 'insufficient_funds', fraud_flag: 'safe' };

const subscription = {
  id: 'sub_1',
  customer_id: 'tidewater',
  status: 'active',
  resource_version: Date.parse(now) + 7,
  subscription_items: [
    { item_price_id: 'rooms-EUR', item_type: 'addon', quantity: 2 },
    { item_price_id: 'business-EUR-yearly', item_type: 'plan', quantity: 25 },
  ],
};

describe('a payment of Chargebee', () => {
  test('that failed tells why and when it is tried again', () => {
    expect(events('payment_failed', { invoice, transaction })).toEqual([
      {
        id: 'chargebee:ev_1',
        source: 'chargebee',
        customer: 'chargebee:tidewater',
        name: 'payment.failed',
        occurredAt: '2026-03-10T09:00:00.123Z',
        receivedAt: now,
        fields: {
          invoice: '1042',
          amount: 90_000,
          currency: 'eur',
          decline: 'soft',
          nextAttemptAt: '2026-03-11T09:00:00.000Z',
          attempt: 2,
          subscription: 'sub_1',
          payment: 'txn_1',
          reason: 'subscription_cycle',
          periodStart: '2026-03-10T09:00:00.000Z',
          periodEnd: '2027-03-10T09:00:00.000Z',
          retriesExhausted: false,
        },
      },
    ]);
  });

  test('that is not tried again says so; one that names no attempt yet does not', () => {
    const { next_retry_at: _, ...last } = invoice;
    for (const dunning_status of ['exhausted', 'stopped']) {
      const [event] = events('payment_failed', { invoice: { ...last, dunning_status } });
      expect(event?.fields).toMatchObject({ nextAttemptAt: null, retriesExhausted: true });
    }
    const [event] = events('payment_failed', { invoice: last });
    expect(event?.fields).toMatchObject({ nextAttemptAt: null });
    expect(event?.fields).not.toHaveProperty('retriesExhausted');
  });

  test('says beside it how its subscription stands', () => {
    expect(names('payment_failed', { invoice, subscription })).toEqual(['payment.failed', 'subscription.observed']);
  });

  test('that looks like fraud is called so, whatever its code', () => {
    const fraud = { ...transaction, fraud_flag: 'fraudulent' };
    expect(events('payment_failed', { invoice, transaction: fraud })[0]?.fields.decline).toBe('fraud');
  });

  test('that succeeded is of the whole invoice', () => {
    const paid = { ...invoice, status: 'paid', amount_due: 0 };
    expect(events('payment_succeeded', { invoice: paid })[0]).toMatchObject({
      name: 'payment.succeeded',
      fields: { invoice: '1042', amount: 120_000, reason: 'subscription_cycle' },
    });
    const first = { ...paid, first_invoice: true };
    expect(events('payment_succeeded', { invoice: first })[0]?.fields.reason).toBe('subscription_create');
    const afterTrial = { invoice: first, subscription: { ...subscription, trial_end: seconds } };
    expect(events('payment_succeeded', afterTrial)[0]?.fields).not.toHaveProperty('reason');
  });
});

describe('an invoice of Chargebee', () => {
  test('says by its state what an update of it means', () => {
    expect(names('invoice_generated', { invoice })).toEqual(['invoice.issued']);
    expect(names('invoice_updated', { invoice: { ...invoice, dunning_status: undefined } })).toEqual([]);
    expect(names('invoice_updated', { invoice })).toEqual(['invoice.changed']);
    expect(names('dunning_updated', { invoice })).toEqual(['invoice.changed']);
    expect(names('invoice_updated', { invoice: { ...invoice, status: 'voided' } })).toEqual(['invoice.voided']);
    expect(names('invoice_updated', { invoice: { ...invoice, status: 'paid', write_off_amount: 5 } })).toEqual([
      'invoice.uncollectible',
    ]);
    expect(
      events('invoice_updated', { invoice: { ...invoice, status: 'paid', amount_due: 0, write_off_amount: 0 } }),
    ).toMatchObject([{ name: 'invoice.changed', fields: { amount: 0 } }]);
    for (const status of ['not_paid', 'payment_due'])
      expect(names('invoice_updated', { invoice: { ...invoice, status, due_date: seconds - 86_400 } })).toEqual([
        'invoice.overdue',
      ]);
    const pending = { ...invoice, status: 'pending', due_date: seconds - 86_400 };
    expect(names('invoice_updated', { invoice: pending })).toEqual([]);
    expect(names('invoice_updated', { invoice: { ...invoice, due_date: seconds - 86_400 } })).toEqual([
      'invoice.overdue',
    ]);
    expect(names('invoice_deleted', { invoice })).toEqual(['invoice.voided']);
  });
});

describe('a subscription of Chargebee', () => {
  test('tells its plan, seats and status in the words of the others', () => {
    expect(events('subscription_changed', { subscription })[0]).toMatchObject({
      name: 'subscription.changed',
      occurredAt: '2026-03-10T09:00:00.007Z',
      fields: {
        subscription: 'sub_1',
        plan: 'business-EUR-yearly',
        seats: null,
        status: 'active',
        cancelScheduled: false,
      },
    });
    const old = { id: 'sub_1', status: 'in_trial', plan_id: 'team', plan_quantity: 3, trial_end: seconds };
    expect(events('subscription_created', { subscription: old })[0]).toMatchObject({
      name: 'subscription.changed',
      fields: { plan: 'team', seats: 3, status: 'trialing', endsAt: now },
    });
  });

  test('starts when it is active, not when it is booked or on trial', () => {
    const of = (status: string) => ({ subscription: { ...subscription, status } });
    expect(names('subscription_created', of('active'))).toEqual(['subscription.started']);
    expect(names('subscription_created', of('in_trial'))).toEqual(['subscription.changed']);
    expect(names('subscription_created', of('future'))).toEqual(['subscription.observed']);
    expect(events('subscription_activated', of('active'))[0]).toMatchObject({
      name: 'subscription.started',
      fields: { before: 'trialing' },
    });
    expect(names('subscription_reactivated', of('active'))).toEqual(['subscription.started']);
  });

  test('that is to end with its term says so by its state, and ends', () => {
    const leaving = { subscription: { ...subscription, status: 'non_renewing' } };
    expect(events('subscription_cancellation_scheduled', leaving)[0]).toMatchObject({
      name: 'subscription.changed',
      fields: { status: 'active', cancelScheduled: true },
    });
    for (const type of ['subscription_cancelled', 'subscription_canceled_with_backdating', 'subscription_deleted']) {
      expect(names(type, leaving)).toEqual(['subscription.ended']);
    }
  });
});

test('a card that expires, or is replaced, is told', () => {
  const card = { expiry_month: 2, expiry_year: 2028, customer_id: 'tidewater' };
  expect(events('card_expiry_reminder', { card })[0]).toMatchObject({
    name: 'payment_method.expiring',
    fields: { expiresAt: '2028-02-29' },
  });
  expect(events('payment_source_updated', { payment_source: { card } })[0]).toMatchObject({
    name: 'payment_method.updated',
    fields: { expiresAt: '2028-02-29' },
  });
});

test('the account is in the metadata or in a custom field', () => {
  expect(events('subscription_changed', { subscription: { ...subscription, cf_account_id: 'acme' } })[0]?.account).toBe(
    'acme',
  );
  const customer = { id: 'c', meta_data: { account_id: 'globex' } };
  expect(events('subscription_changed', { subscription, customer })[0]?.account).toBe('globex');
});

test('a version that is no time says nothing of the order', () => {
  expect(
    events('subscription_changed', { subscription: { ...subscription, resource_version: 3 } })[0]?.occurredAt,
  ).toBe(now);
});

test('types that journeys do not use stand for nothing, and nothing in an event has to be there', () => {
  expect(names('coupon_created')).toEqual([]);
  for (const type of ['payment_failed', 'payment_succeeded', 'subscription_changed', 'card_updated']) {
    expect(chargebeeEvents({ id: 'e', type, content: {}, occurredAt: now, receivedAt: now })).toHaveLength(1);
  }
});
