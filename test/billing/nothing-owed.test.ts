import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nothingOwed } from '../../engine/billing/nothing-owed.ts';
import { chargebeeEvents } from '../../engine/connectors/billing/chargebee/chargebee-events.ts';
import { paddleEvents } from '../../engine/connectors/billing/paddle/paddle-events.ts';
import { stripeEvents } from '../../engine/connectors/billing/stripe/stripe-events.ts';

const occurredAt = '2026-03-02T09:00:00.000Z';
const times = { id: 'evt_1', occurredAt, receivedAt: occurredAt };

/** A payment that failed, of an invoice of `total` of which `rest` remains, as each processor tells it. */
const stripeInvoice = (type: string, amounts: object) =>
  stripeEvents({
    ...{ ...times, type },
    object: { object: 'invoice', id: 'in_1', customer: 'cus_1', currency: 'usd', ...amounts },
  });

const failures = {
  'Stripe: amount_remaining': (total: number, rest: number) =>
    stripeInvoice('invoice.payment_failed', { amount_due: total, amount_remaining: rest }),
  'Stripe: amount_paid': (total: number, rest: number) =>
    stripeInvoice('invoice.payment_action_required', { amount_due: total, amount_paid: total - rest }),
  Paddle: (total: number, rest: number) =>
    paddleEvents({
      ...times,
      type: 'transaction.payment_failed',
      data: {
        id: 'txn_1',
        customer_id: 'ctm_1',
        currency_code: 'USD',
        details: { totals: { grand_total: String(total), balance: String(rest) } },
      },
    }),
  Chargebee: (total: number, rest: number) =>
    chargebeeEvents({
      ...times,
      type: 'payment_failed',
      content: { invoice: { id: 'inv_1', customer_id: 'cb_1', currency_code: 'USD', total, amount_due: rest } },
    }),
};

/** An invoice's total, and what of it remains to be paid. */
type Rest = [total: number, rest: number];

const aRest = fc
  .integer({ min: 1, max: 10_000_000 })
  .chain((total): fc.Arbitrary<Rest> => fc.tuple(fc.constant(total), fc.integer({ min: 0, max: total })));
const restsAtTheEdge: [Rest][] = [[[4900, 0]], [[4900, 1]], [[4900, 4900]], [[1, 0]]];

test.each(Object.entries(failures))(
  'a payment that fails owes what remains, and nothing where nothing does: %s',
  (_, told) => {
    fc.assert(
      fc.property(aRest, ([total, rest]) => {
        expect(told(total, rest)[0]?.fields.amount).toBe(rest);
      }),
      { examples: restsAtTheEdge },
    );
  },
);

const payments = {
  'Stripe: invoice.payment_succeeded': (total: number, rest: number) =>
    stripeInvoice('invoice.payment_succeeded', { ...statusOf(rest), amount_due: total, amount_remaining: rest }),
  'Stripe: invoice.paid': (total: number, rest: number) =>
    stripeInvoice('invoice.paid', { ...statusOf(rest), amount_due: total, amount_paid: total - rest }),
  Chargebee: (total: number, rest: number) =>
    chargebeeEvents({
      ...times,
      type: 'payment_succeeded',
      content: { invoice: { id: 'inv_1', customer_id: 'cb_1', currency_code: 'USD', total, amount_due: rest } },
    }),
};
const statusOf = (rest: number) => ({ status: rest > 0 ? 'open' : 'paid' });

test.each(Object.entries(payments))(
  'a payment of a part leaves the rest to pay, and none is recovered: %s',
  (_, told) => {
    fc.assert(
      fc.property(aRest, ([total, rest]) => {
        const name = rest > 0 ? 'invoice.changed' : 'payment.succeeded';
        expect(told(total, rest)).toMatchObject([{ name, fields: { amount: rest > 0 ? rest : total } }]);
      }),
      { examples: restsAtTheEdge },
    );
  },
);

test.each([
  [undefined, {}],
  [1, {}],
  [0, { amount: 0 }],
  [-500, { amount: 0 }],
])('with %s remaining, a failed payment says %j', (remaining, said) => {
  expect(nothingOwed(remaining)).toEqual(said);
});
