import type { Scalar } from '../condition.ts';
import { definedFields } from '../defined-fields.ts';
import { instant } from '../instant.ts';
import { declineCategory } from './decline-category.ts';
import { at, idAt, instantAt, listAt, numberAt, type Payload, textAt } from './payload.ts';

type Fields = Record<string, Scalar>;

/**
 * An invoice of either shape: since 2025 the subscription is in `parent` and there is no payment intent at the top.
 * `nextAttemptAt` is null when the processor will not try again. Money is in minor units.
 */
export const invoiceFields = (invoice: Payload): Fields => {
  const decline = declineOf(invoice);
  const next = instantAt(invoice, 'next_payment_attempt');
  return definedFields({
    invoice: textAt(invoice, 'id'),
    amount: numberAt(invoice, 'amount_due') ?? numberAt(invoice, 'total'),
    currency: textAt(invoice, 'currency'),
    decline: decline === 'unknown' ? undefined : decline,
    nextAttemptAt: next ?? null,
    hostedUrl: textAt(invoice, 'hosted_invoice_url'),
    attempt: numberAt(invoice, 'attempt_count'),
    subscription: idAt(invoice, 'parent', 'subscription_details', 'subscription') ?? idAt(invoice, 'subscription'),
    payment: idAt(invoice, 'payment_intent') ?? idAt(paymentOf(invoice), 'payment_intent'),
    reason: textAt(invoice, 'billing_reason'),
    periodEnd: periodEnd(invoice),
  });
};

/** A charge or payment intent that failed. The reason is here, and hardly ever on the invoice. */
export const declineFields = (object: Payload): Fields => {
  const isIntent = textAt(object, 'object') === 'payment_intent';
  return definedFields({
    invoice: idAt(object, 'invoice'),
    payment: isIntent ? textAt(object, 'id') : idAt(object, 'payment_intent'),
    amount: numberAt(object, 'amount'),
    currency: textAt(object, 'currency'),
    decline: isIntent ? errorCategory(at(object, 'last_payment_error')) : chargeCategory(object),
  });
};

/** Where the sender expanded the payment, its error is there. */
const declineOf = (invoice: Payload) => {
  const intents = [at(invoice, 'payment_intent'), at(paymentOf(invoice), 'payment_intent')];
  const found = intents
    .map(intent => errorCategory(at(intent, 'last_payment_error')))
    .find(category => category !== 'unknown');
  return found ?? chargeCategory(at(invoice, 'charge'));
};

const paymentOf = (invoice: Payload): unknown => at(listAt(invoice, 'payments', 'data').at(-1), 'payment');

const errorCategory = (error: unknown) => declineCategory(textAt(error, 'decline_code') ?? textAt(error, 'code'));

const chargeCategory = (charge: unknown) => {
  const category = declineCategory(textAt(charge, 'outcome', 'reason'));
  return category === 'unknown' ? declineCategory(textAt(charge, 'failure_code')) : category;
};

/** The latest end of what is paid for: the invoice's own period is the one before. */
const periodEnd = (invoice: Payload): string | undefined => {
  const ends = listAt(invoice, 'lines', 'data').flatMap(line => numberAt(line, 'period', 'end') ?? []);
  return ends.length === 0 ? undefined : instant(Math.max(...ends) * 1000);
};
