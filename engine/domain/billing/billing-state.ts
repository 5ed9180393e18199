import type { Billing, Decline, DeclineCategory, Invoice } from '../account.ts';
import { declineCategories } from '../account.ts';
import type { Scalar } from '../condition.ts';
import type { DomainEvent } from '../event.ts';
import { type Instant, plusSeconds, toSecond } from '../instant.ts';
import { sameData } from '../same-data.ts';

export interface BillingStep {
  billing: Billing;
  /**
   * What the event says once it is joined with what is known, the most telling first: a payment after a failure is a
   * recovery, and a decline may tell why an earlier payment failed. Empty when the invoice's later fate is known already.
   */
  events: DomainEvent[];
}

/** Joins a billing event with the failing invoices and recent declines of its account. */
export const applyBilling = (billing: Billing, event: DomainEvent): BillingStep =>
  handlers[event.name]?.(pruned(billing, event.occurredAt), event) ?? { billing, events: [event] };

export const noBilling: Billing = { invoices: {}, declines: [] };

type Handler = (billing: Billing, event: DomainEvent) => BillingStep;

const failed: Handler = (billing, event) => {
  const id = textOf(event, 'invoice');
  const known = id === null ? undefined : billing.invoices[id];
  if (known && known.state !== 'failing' && known.at >= event.occurredAt) return { billing, events: [] };
  const decline = categoryOf(event, known, billing.declines);
  const joined = { ...event, fields: { ...event.fields, decline } };
  if (id === null) return { billing, events: [joined] };
  const at = later(known?.at, event.occurredAt);
  return {
    billing: withInvoice(billing, id, {
      state: 'failing',
      amount: amountOf(event),
      decline,
      at,
      since: failingSince(known, event.occurredAt),
      failure: joined.fields,
    }),
    events: [joined],
  };
};

const declined: Handler = (billing, event) => {
  const decline: Decline = {
    invoice: textOf(event, 'invoice'),
    payment: textOf(event, 'payment'),
    amount: amountOf(event),
    category: categoryIn(event, 'decline'),
    at: event.occurredAt,
  };
  const repeated = billing.declines.some(each => sameData(each, decline));
  const declines = repeated
    ? billing.declines
    : [...billing.declines, decline].sort((a, b) => (a.at < b.at ? -1 : 1)).slice(-mostDeclines);
  const found = Object.entries(billing.invoices).find(
    ([id, invoice]) =>
      invoice.state === 'failing' && invoice.decline === 'unknown' && belongs(decline, id, null, invoice),
  );
  const known = { ...billing, declines };
  if (!found || decline.category === 'unknown') return { billing: known, events: [event] };
  const [id, invoice] = found;
  const failure = { ...invoice.failure, invoice: id, decline: decline.category };
  const restated = { ...derived(event, 'payment.failed'), fields: failure };
  return {
    billing: withInvoice(known, id, { ...invoice, decline: decline.category, failure }),
    events: [restated, event],
  };
};

/** A payment, a voiding or a write-off. Of two words of one second the final one counts. */
const closed =
  (state: Exclude<Invoice['state'], 'failing'>): Handler =>
  (billing, event) => {
    const id = textOf(event, 'invoice');
    if (id === null) return { billing, events: [event] };
    const known = billing.invoices[id];
    if (known && toSecond(known.at) > toSecond(event.occurredAt)) return { billing, events: [event] };
    const invoice: Invoice = {
      state,
      amount: amountOf(event) ?? known?.amount ?? null,
      decline: known?.decline ?? 'unknown',
      at: event.occurredAt,
    };
    const recovered = state === 'paid' && known?.state === 'failing';
    const paid = state === 'paid' ? { paidAt: later(billing.paidAt, event.occurredAt) } : {};
    return {
      billing: { ...withInvoice(billing, id, invoice), ...paid },
      events: recovered ? [derived(event, 'payment.recovered'), event] : [event],
    };
  };

const handlers: Readonly<Record<string, Handler | undefined>> = {
  'payment.failed': failed,
  'payment.action_required': failed,
  'payment.declined': declined,
  'payment.succeeded': closed('paid'),
  'invoice.voided': closed('voided'),
  'invoice.uncollectible': closed('uncollectible'),
};

/** An event that follows from another one, and is as old. */
export const derived = (event: DomainEvent, name: string): DomainEvent => ({
  ...event,
  id: `${event.id}#${name}`,
  name,
});

const daysKept = 90;
const mostDeclines = 20;
/** A decline and its invoice's failure are told within this time of each other. */
const joinSeconds = 3600;

/** An invoice that failed again after it was settled fails anew. */
const failingSince = (known: Invoice | undefined, at: Instant): Instant => {
  const since = known?.state === 'failing' ? (known.since ?? known.at) : at;
  return since < at ? since : at;
};

const pruned = (billing: Billing, now: Instant): Billing => {
  const oldest = plusSeconds(now, -daysKept * 86_400);
  const { invoices, declines } = billing;
  return {
    ...billing,
    invoices: Object.fromEntries(
      Object.entries(invoices).filter(([, { state, at }]) => state === 'failing' || at >= oldest),
    ),
    declines: declines.filter(({ at }) => at >= oldest),
  };
};

const withInvoice = (billing: Billing, id: string, invoice: Invoice): Billing => ({
  ...billing,
  invoices: { ...billing.invoices, [id]: invoice },
});

/** The event's own word, else that of a decline of the same invoice, payment, or amount, else what was known. */
const categoryOf = (event: DomainEvent, known: Invoice | undefined, declines: readonly Decline[]): DeclineCategory => {
  const own = categoryIn(event, 'decline');
  if (own !== 'unknown') return own;
  const invoice = { amount: amountOf(event), at: event.occurredAt };
  const joined = declines.findLast(
    each => each.category !== 'unknown' && belongs(each, textOf(event, 'invoice'), textOf(event, 'payment'), invoice),
  );
  return joined?.category ?? known?.decline ?? 'unknown';
};

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

const categoryIn = (event: DomainEvent, field: string): DeclineCategory =>
  declineCategories.find(each => each === event.fields[field]) ?? 'unknown';

const textOf = ({ fields }: DomainEvent, field: string): string | null => stringOr(fields[field]);
const stringOr = (value: Scalar | undefined): string | null =>
  typeof value === 'string' && value !== '' ? value : null;
const amountOf = ({ fields: { amount } }: DomainEvent): number | null => (typeof amount === 'number' ? amount : null);
const later = (a: Instant | undefined, b: Instant): Instant => (a !== undefined && a > b ? a : b);
