import { declineCategory } from '../../../billing/decline-category.ts';
import { type BillingFields, billingFields } from '../../../billing/meaning.ts';
import { at, idAt, instantAt, listAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';

/**
 * An invoice of either shape: since 2025 the subscription is in `parent` and there is no payment intent at the top.
 * `nextAttemptAt` is null when the processor will not try again. Money is in minor units.
 */
export const invoiceFields = (invoice: Payload): BillingFields => {
  const decline = declineOf(invoice);
  const next = instantAt(invoice, 'next_payment_attempt');
  return billingFields({
    invoice: idAt(invoice, 'id'),
    amount: owed(invoice),
    currency: textAt(invoice, 'currency'),
    decline: decline === 'unknown' ? undefined : decline,
    nextAttemptAt: next ?? null,
    hostedUrl: textAt(invoice, 'hosted_invoice_url'),
    attempt: numberAt(invoice, 'attempt_count'),
    subscription: idAt(invoice, 'parent', 'subscription_details', 'subscription') ?? idAt(invoice, 'subscription'),
    payment: idAt(invoice, 'payment_intent') ?? idAt(paymentOf(invoice), 'payment_intent'),
    reason: textAt(invoice, 'billing_reason'),
    ...periodOf(invoice),
  });
};

/** A charge or payment intent that failed. It has the reason of the decline, which the invoice rarely has. */
export const declineFields = (object: Payload): BillingFields => {
  const isIntent = textAt(object, 'object') === 'payment_intent';
  return billingFields({
    invoice: idAt(object, 'invoice'),
    payment: isIntent ? idAt(object, 'id') : idAt(object, 'payment_intent'),
    amount: numberAt(object, 'amount'),
    currency: textAt(object, 'currency'),
    decline: isIntent ? errorCategory(at(object, 'last_payment_error')) : chargeCategory(object),
  });
};

/** The category of the decline, if the payment or charge is expanded in the event. */
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

/** The amount still due; for a paid invoice, the amount it was for. */
const owed = (invoice: Payload): number | undefined => {
  const remaining = remainingOf(invoice);
  return remaining !== undefined && remaining > 0 ? remaining : dueOf(invoice);
};

/** The amount still due, if the invoice says it. */
export const remainingOf = (invoice: Payload): number | undefined => {
  const due = dueOf(invoice);
  const unpaid = due === undefined ? undefined : due - (numberAt(invoice, 'amount_paid') ?? 0);
  return numberAt(invoice, 'amount_remaining') ?? unpaid;
};

const dueOf = (invoice: Payload): number | undefined => numberAt(invoice, 'amount_due') ?? numberAt(invoice, 'total');

/** The period billed, from the lines: the invoice's own period is the previous one. */
const periodOf = (invoice: Payload): Record<'periodStart' | 'periodEnd', string | undefined> => {
  const lines = listAt(invoice, 'lines', 'data');
  const starts = lines.flatMap(line => instantAt(line, 'period', 'start') ?? []).sort();
  const ends = lines.flatMap(line => instantAt(line, 'period', 'end') ?? []).sort();
  return { periodStart: starts.at(-1), periodEnd: ends.at(-1) };
};
