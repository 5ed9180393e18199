import type { Scalar } from '../condition.ts';
import { definedFields } from '../defined-fields.ts';
import { instant } from '../instant.ts';
import { declineCategory } from './decline-category.ts';
import { at, instantAt, listAt, numberAt, type Payload, textAt } from './payload.ts';

/** The invoice of a Chargebee event, with the payment that was tried. Money is in minor units. */
export const chargebeeInvoiceFields = (content: Payload): Record<string, Scalar> => {
  const invoice = at(content, 'invoice');
  const transaction = at(content, 'transaction');
  const decline = declineOf(transaction);
  const attempts = listAt(invoice, 'dunning_attempts').length;
  return definedFields({
    invoice: textAt(invoice, 'id') ?? textAt(transaction, 'linked_invoices', 0, 'invoice_id'),
    amount: amountOf(invoice, transaction),
    currency: (textAt(invoice, 'currency_code') ?? textAt(transaction, 'currency_code'))?.toLowerCase(),
    decline: decline === 'unknown' ? undefined : decline,
    nextAttemptAt: instantAt(invoice, 'next_retry_at'),
    attempt: attempts > 0 ? attempts : undefined,
    subscription: textAt(invoice, 'subscription_id'),
    payment: textAt(transaction, 'id'),
    reason:
      at(invoice, 'recurring') === true && at(invoice, 'first_invoice') === false ? 'subscription_cycle' : undefined,
    periodEnd: periodEnd(invoice),
  });
};

export const chargebeeSubscriptionFields = (content: Payload): Record<string, Scalar> => {
  const subscription = at(content, 'subscription');
  const plan = listAt(subscription, 'subscription_items').find(item => textAt(item, 'item_type') === 'plan');
  const status = textAt(subscription, 'status');
  return definedFields({
    subscription: textAt(subscription, 'id'),
    plan: textAt(plan, 'item_price_id') ?? textAt(subscription, 'plan_id'),
    seats: numberAt(plan, 'quantity') ?? numberAt(subscription, 'plan_quantity'),
    status: status === undefined ? undefined : (statuses[status] ?? status),
    endsAt: status === 'in_trial' ? instantAt(subscription, 'trial_end') : undefined,
    cancelScheduled: status === undefined ? undefined : status === 'non_renewing',
  });
};

/** Chargebee's words in those of the others. */
const statuses: Readonly<Record<string, string | undefined>> = {
  in_trial: 'trialing',
  non_renewing: 'active',
  cancelled: 'canceled',
};

/** An open amount of 0 is that of a paid invoice, which was paid in full. */
const amountOf = (invoice: unknown, transaction: unknown): number | undefined =>
  numberAt(invoice, 'amount_due') || (numberAt(invoice, 'total') ?? numberAt(transaction, 'amount'));

/** The code is that of the gateway that charged; Stripe's are the ones that most gateways share. */
const declineOf = (transaction: unknown) =>
  textAt(transaction, 'fraud_flag') === 'fraudulent' ? 'fraud' : declineCategory(textAt(transaction, 'error_code'));

const periodEnd = (invoice: unknown): string | undefined => {
  const ends = listAt(invoice, 'line_items').flatMap(line => numberAt(line, 'date_to') ?? []);
  return ends.length === 0 ? undefined : instant(Math.max(...ends) * 1000);
};
