import { statusMeant } from '../../../account/account-status.ts';
import { declineCategory } from '../../../billing/decline-category.ts';
import { type BillingFields, billingFields } from '../../../billing/meaning.ts';
import { at, idAt, instantAt, listAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';
import { seatsSold } from '../../../billing/seats-sold.ts';
import { chargebeePrice } from './chargebee-price.ts';
import { quantityAt } from './quantity-at.ts';

/** The invoice of a Chargebee event, with the payment that was tried. Money is in minor units. */
export const chargebeeInvoiceFields = (content: Payload): BillingFields => {
  const invoice = at(content, 'invoice');
  const transaction = at(content, 'transaction');
  const decline = declineOf(transaction);
  const attempts = listAt(invoice, 'dunning_attempts').length;
  return billingFields({
    invoice: idAt(invoice, 'id') ?? idAt(transaction, 'linked_invoices', 0, 'invoice_id'),
    amount: amountOf(invoice, transaction),
    currency: (textAt(invoice, 'currency_code') ?? textAt(transaction, 'currency_code'))?.toLowerCase(),
    decline: decline === 'unknown' ? undefined : decline,
    nextAttemptAt: instantAt(invoice, 'next_retry_at') ?? null,
    attempt: attempts > 0 ? attempts : undefined,
    subscription: idAt(invoice, 'subscription_id'),
    payment: idAt(transaction, 'id'),
    reason: at(invoice, 'recurring') === true ? reasonOf(content) : undefined,
    ...periodOf(invoice),
  });
};

/** Chargebee flags the first invoice; after a trial the customer exists already, so it is no `subscription_create`. */
const reasonOf = (content: Payload): string | undefined => {
  const first = at(content, 'invoice', 'first_invoice');
  if (first === false) return 'subscription_cycle';
  return first === true && at(content, 'subscription', 'trial_end') === undefined ? 'subscription_create' : undefined;
};

export const chargebeeSubscriptionFields = (content: Payload, prices: readonly string[] | undefined): BillingFields => {
  const subscription = at(content, 'subscription');
  const items = listAt(subscription, 'subscription_items');
  const plan = items.find(item => textAt(item, 'item_type') === 'plan');
  const status = textAt(subscription, 'status');
  return billingFields({
    subscription: idAt(subscription, 'id'),
    plan: idAt(plan, 'item_price_id') ?? idAt(subscription, 'plan_id'),
    seats: seatsSold(items.length > 0 ? items.map(sold) : soldOnce(subscription), prices),
    status: status === undefined ? undefined : (statusMeant(status) ?? status),
    endsAt: instantAt(subscription, 'trial_end'),
    cancelScheduled: status === undefined ? undefined : status === 'non_renewing',
    ...chargebeePrice(subscription),
  });
};

const sold = (item: unknown) => ({
  ids: [idAt(item, 'item_price_id'), idAt(item, 'item_id')],
  quantity: textAt(item, 'item_type') === 'charge' ? undefined : quantityAt(item, 'quantity'),
});

/** Before items (product catalog 1.0) a subscription had one plan, with addons. */
const soldOnce = (subscription: unknown) => [
  { ids: [idAt(subscription, 'plan_id')], quantity: quantityAt(subscription, 'plan_quantity') },
  ...listAt(subscription, 'addons').map(addon => ({
    ids: [idAt(addon, 'id')],
    quantity: quantityAt(addon, 'quantity'),
  })),
];

/** The amount due; for a paid invoice, whose amount due is 0, the total. */
const amountOf = (invoice: unknown, transaction: unknown): number | undefined =>
  numberAt(invoice, 'amount_due') || (numberAt(invoice, 'total') ?? numberAt(transaction, 'amount'));

/** The code comes from the payment gateway; most gateways share Stripe's codes. */
const declineOf = (transaction: unknown) =>
  textAt(transaction, 'fraud_flag') === 'fraudulent' ? 'fraud' : declineCategory(textAt(transaction, 'error_code'));

const periodOf = (invoice: unknown): Record<'periodStart' | 'periodEnd', string | undefined> => {
  const lines = listAt(invoice, 'line_items');
  const starts = lines.flatMap(line => instantAt(line, 'date_from') ?? []).sort();
  const ends = lines.flatMap(line => instantAt(line, 'date_to') ?? []).sort();
  return { periodStart: starts.at(-1), periodEnd: ends.at(-1) };
};
