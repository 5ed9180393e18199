import type { Billing, Decline, DeclineCategory, Invoice } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { sameData } from '../kernel/same-data.ts';
import { amountIn, declineIn, textIn, withInvoice } from './billing-fields.ts';
import { type BillingStep, derived } from './billing-step.ts';

/** A failed charge explains the failed payment of its invoice, which may have arrived before it. */
export const applyDecline = (billing: Billing, event: DomainEvent): BillingStep => {
  const decline: Decline = {
    invoice: textIn(event, 'invoice'),
    payment: textIn(event, 'payment'),
    amount: amountIn(event),
    category: declineIn(event),
    at: event.occurredAt,
  };
  const repeated = billing.declines.some(each => sameData(each, decline));
  const declines = repeated
    ? billing.declines
    : [...billing.declines, decline].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(-mostDeclines);
  const found = Object.entries(billing.invoices).find(
    ([id, invoice]) =>
      (invoice.state === 'failing' || invoice.state === 'checkout') &&
      invoice.decline === 'unknown' &&
      belongs(decline, id, null, invoice),
  );
  const known = { ...billing, declines };
  if (!found || decline.category === 'unknown') return { billing: known, events: [event] };
  const [id, invoice] = found;
  const failure = { ...invoice.failure, invoice: id, decline: decline.category };
  const restated = { ...derived(event, 'payment.failed'), fields: failure };
  return {
    billing: withInvoice(known, id, { ...invoice, decline: decline.category, failure }),
    events: invoice.state === 'failing' ? [restated, event] : [event],
  };
};

/** The event's own reason, else that of a decline of the same invoice, payment or amount, else the known one. */
export const categoryOf = (
  event: DomainEvent,
  known: Invoice | undefined,
  declines: readonly Decline[],
): DeclineCategory => {
  const own = declineIn(event);
  if (own !== 'unknown') return own;
  const invoice = { amount: amountIn(event), at: event.occurredAt };
  const joined = declines.findLast(
    each => each.category !== 'unknown' && belongs(each, textIn(event, 'invoice'), textIn(event, 'payment'), invoice),
  );
  return joined?.category ?? known?.decline ?? 'unknown';
};

const mostDeclines = 20;
/** A decline and its invoice's failure arrive within this time of each other. */
const joinSeconds = 3600;

const belongs = (
  decline: Decline,
  invoice: string | null,
  payment: string | null,
  { amount, at }: Pick<Invoice, 'amount' | 'at'>,
): boolean => {
  if (decline.invoice !== null) return decline.invoice === invoice;
  if (decline.payment !== null && payment !== null) return decline.payment === payment;
  return (
    amount !== null &&
    decline.amount === amount &&
    Math.abs(Date.parse(decline.at) - Date.parse(at)) <= joinSeconds * 1000
  );
};
