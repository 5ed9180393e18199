import { expect, test } from 'vitest';
import { chargebeeEvents } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { paddleEvents } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { stripeEvents } from '../../engine/connectors/billing/stripe/stripe-events.ts';

const now = '2026-03-10T09:00:00.000Z';
const event = { id: 'e', occurredAt: now, receivedAt: now };
type Id = string | number;

/** A failed payment of account, customer, invoice and subscription 1 to 4. */
const failed: Readonly<Record<string, (account: Id, customer: Id, invoice: Id, subscription: Id) => unknown>> = {
  'Stripe of today': (account, customer, invoice, subscription) =>
    stripeEvents({
      ...event,
      type: 'invoice.payment_failed',
      object: {
        id: invoice,
        customer,
        parent: { subscription_details: { subscription, metadata: { account_id: account } } },
      },
    }),
  'Stripe of 2020': (account, customer, invoice, subscription) =>
    stripeEvents({
      ...event,
      type: 'invoice.payment_failed',
      object: { id: invoice, customer: { id: customer }, subscription, metadata: { account_id: account } },
    }),
  Paddle: (account, customer, invoice, subscription) =>
    paddleEvents({
      ...event,
      type: 'transaction.payment_failed',
      data: {
        id: invoice,
        customer_id: customer,
        subscription_id: subscription,
        custom_data: { account_id: account },
      },
    }),
  'Chargebee by metadata': (account, customer, invoice, subscription) =>
    chargebeeEvents({
      ...event,
      type: 'payment_failed',
      content: {
        invoice: { id: invoice, customer_id: customer, subscription_id: subscription },
        customer: { meta_data: { account_id: account } },
      },
    }),
  'Chargebee by a custom field': (account, customer, invoice, subscription) =>
    chargebeeEvents({
      ...event,
      type: 'payment_failed',
      content: {
        invoice: { id: invoice, subscription_id: subscription },
        customer: { id: customer, cf_account_id: account },
      },
    }),
};

test.each(Object.entries(failed))('%s: ids that are written as numbers are the ids', (_, told) => {
  expect(told(1, 2, 3, 4)).toEqual(told('1', '2', '3', '4'));
  expect(told(1, 2, 3, 4)).toMatchObject([
    { account: '1', customer: expect.stringMatching(/:2$/), fields: { invoice: '3', subscription: '4' } },
  ]);
});

test.each(Object.entries(failed))('%s: up to the last number that is exact, and no further', (_, told) => {
  expect(told(Number.MAX_SAFE_INTEGER, 2, 3, 4)).toMatchObject([{ account: '9007199254740991' }]);
  const [rounded] = told(2 ** 53, 2, 3, 4) as [object];
  expect(rounded).not.toHaveProperty('account');
});
