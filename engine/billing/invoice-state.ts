import type { Attributes, Billing, Invoice } from '../account/account.ts';
import type { DomainEvent } from '../account/event.ts';
import { type Instant, toSecond } from '../kernel/instant.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { Scalar } from '../kernel/scalar.ts';
import { amountIn, later, textIn, withInvoice } from './billing-fields.ts';
import { type BillingStep, derived } from './billing-step.ts';
import { categoryOf } from './decline-state.ts';
import { phaseOf } from './subscription-phase.ts';
import { endOfAccount } from './subscription-state.ts';

/** Applies an event to its invoice. */
export type InvoiceHandler = (billing: Billing, event: DomainEvent, attributes: Attributes) => BillingStep;

/**
 * A failed payment. It is ignored once the customer has left, unless it bills for earlier service. For a new
 * subscription the checkout reports it, and `billing-clock.ts` checks again after an hour.
 */
export const applyFailure: InvoiceHandler = (billing, event, attributes) => {
  if (isNothingOwed(event)) return { billing, events: [] };
  const id = textIn(event, 'invoice');
  const known = id === null ? undefined : ownMember(billing.invoices, id);
  if (known && known.state !== 'tried' && isClosed(known) && known.at >= event.occurredAt)
    return { billing, events: [] };
  const ended = endBefore(billing, event, attributes);
  if (ended !== undefined && !isDelivered(event, ended)) return { billing, events: [] };
  const decline = categoryOf(event, known, billing.declines);
  const fields = {
    ...event.fields,
    ...(known?.state === 'tried' && attemptNamed(known.failure?.nextAttemptAt, event.fields, event.occurredAt)),
    decline,
    ...(ended !== undefined && { subscriptionEnded: true }),
  };
  const joined = { ...event, fields };
  if (id === null) return { billing, events: [joined] };
  const isCheckout = event.fields.reason === 'subscription_create' && known?.state !== 'failing';
  const isNews = known === undefined || isClosed(known) || known.at <= event.occurredAt;
  return {
    billing: withInvoice(billing, id, {
      state: isCheckout ? 'checkout' : 'failing',
      amount: isNews ? amountIn(event) : known.amount,
      decline,
      at: later(known?.at, event.occurredAt),
      since: failingSince(known, event.occurredAt),
      failure: isNews ? fields : (known.failure ?? fields),
    }),
    events: isCheckout ? [] : [joined],
  };
};

/**
 * A payment, void or write-off. Of two events in the same second the final one wins. Some processors report a payment
 * by two events (Stripe's `invoice.paid` and `invoice.payment_succeeded`): the second one is ignored.
 */
export const applyClosing =
  (state: 'paid' | 'voided' | 'uncollectible'): InvoiceHandler =>
  (billing, event) => {
    const id = textIn(event, 'invoice');
    if (id === null) return { billing, events: [event] };
    const known = ownMember(billing.invoices, id);
    if (known?.state === state) return { billing, events: [] };
    if (known && toSecond(known.at) > toSecond(event.occurredAt)) return { billing, events: [event] };
    const invoice: Invoice = {
      state,
      amount: amountIn(event) ?? known?.amount ?? null,
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

/**
 * A failing invoice updates the amount owed, and whether the processor retries. Nothing is owed once credits have
 * settled it.
 */
export const applyInvoiceChange: InvoiceHandler = (billing, event) => {
  const id = textIn(event, 'invoice');
  const known = id === null ? undefined : ownMember(billing.invoices, id);
  if (id !== null && (known === undefined || known.state === 'tried')) return toldEarly(billing, id, known, event);
  if (id === null || !known || isClosed(known)) return { billing, events: [event] };
  if (known.at > event.occurredAt) return toldLate(billing, id, known, event);
  if (isNothingOwed(event)) {
    const settled = { ...derived(event, 'payment.succeeded'), fields: { ...event.fields, amount: known.amount } };
    return applyClosing('paid')(billing, settled, {});
  }
  const { amount, nextAttemptAt, retriesExhausted } = event.fields;
  const failure = {
    ...known.failure,
    ...(typeof amount === 'number' && { amount }),
    ...(nextAttemptAt !== undefined && { nextAttemptAt }),
    ...(typeof retriesExhausted === 'boolean' && { retriesExhausted }),
  };
  const isLast = known.state === 'failing' && retriesExhausted === true && known.failure?.retriesExhausted !== true;
  const changed = { ...known, amount: amountIn(event) ?? known.amount, failure };
  return {
    billing: withInvoice(billing, id, changed),
    events: isLast ? [{ ...derived(event, 'payment.failed'), fields: failure }, event] : [event],
  };
};

/** An update that names the next attempt may arrive before the failure, which then need not wait for it. */
const toldEarly = (billing: Billing, id: string, known: Invoice | undefined, event: DomainEvent): BillingStep => {
  const { nextAttemptAt } = event.fields;
  if (typeof nextAttemptAt !== 'string' || (known && known.at > event.occurredAt)) return { billing, events: [event] };
  const tried = {
    amount: amountIn(event),
    decline: 'unknown',
    at: event.occurredAt,
    failure: { nextAttemptAt },
  } as const;
  return { billing: withInvoice(billing, id, { state: 'tried', ...tried }), events: [event] };
};

/** An older update says at most when the next attempt is. */
const toldLate = (billing: Billing, id: string, known: Invoice, event: DomainEvent): BillingStep => {
  const { failure = {}, at } = known;
  const named = { ...failure, ...attemptNamed(event.fields.nextAttemptAt, failure, at) };
  return { billing: withInvoice(billing, id, { ...known, failure: named }), events: [event] };
};

/** The next attempt that an update named, for a failure at `at` that does not know it yet. */
const attemptNamed = (
  named: Scalar | undefined,
  fields: DomainEvent['fields'],
  at: Instant,
): Readonly<Record<string, Scalar>> => {
  const isAhead = typeof named === 'string' && named > at;
  const isAsked = fields.nextAttemptAt === null && fields.retriesExhausted === undefined;
  return isAhead && isAsked ? { nextAttemptAt: named, retriesExhausted: false } : {};
};

/**
 * For failures that arrived before an earlier end of the subscription: `payment.obsolete` ends the journeys that they
 * started, unless all that they are for was delivered before.
 */
export const dropObsolete = (
  { billing, events, ...rest }: BillingStep,
  event: DomainEvent,
  attributes: Attributes,
): BillingStep => {
  const later = Object.entries(billing.invoices).flatMap(([id, invoice]) => {
    if (isClosed(invoice)) return [];
    const fields: DomainEvent['fields'] = { invoice: id, ...invoice.failure };
    const failure = { ...event, occurredAt: invoice.since ?? invoice.at, fields };
    const ended = endBefore(billing, failure, attributes);
    return ended === undefined ? [] : [{ id, invoice, failure, isOwed: isDelivered(failure, ended) }];
  });
  const obsolete = later.filter(({ isOwed }) => !isOwed);
  const owed = later.filter(({ isOwed, failure }) => isOwed && failure.fields.subscriptionEnded !== true);
  const ended = owed.map(({ id, invoice, failure }) => {
    const fields = { ...failure.fields, subscriptionEnded: true };
    return { id, fields, invoice: { ...invoice, failure: fields } };
  });
  const gone = new Set(obsolete.map(({ id }) => id));
  return {
    ...rest,
    billing: {
      ...billing,
      invoices: {
        ...Object.fromEntries(Object.entries(billing.invoices).filter(([id]) => !gone.has(id))),
        ...Object.fromEntries(ended.map(({ id, invoice }) => [id, invoice])),
      },
    },
    events: [
      ...events,
      ...obsolete.map(({ id, invoice, failure }) => ({
        ...derived(failure, `payment.obsolete`),
        id: `${event.id}#payment.obsolete.${id}`,
        occurredAt: invoice.at,
      })),
      ...ended.map(({ id, fields }) => ({
        ...event,
        id: `${event.id}#invoice.changed.${id}`,
        name: 'invoice.changed',
        fields,
      })),
    ],
  };
};

const isNothingOwed = (event: DomainEvent): boolean => (amountIn(event) ?? 1) <= 0;

/** Is nothing known to be owed on the invoice? */
export const isClosed = ({ state }: Invoice): boolean => state !== 'failing' && state !== 'checkout';

/** An invoice that fails after it was settled counts as a new failure. */
const failingSince = (known: Invoice | undefined, at: Instant): Instant => {
  const since = known && !isClosed(known) ? (known.since ?? known.at) : at;
  return since < at ? since : at;
};

/** When the invoice's subscription ended, or else the account's last one, if in an earlier second than the event. */
const endBefore = (billing: Billing, event: DomainEvent, attributes: Attributes): Instant | undefined => {
  const own = ownMember(billing.subscriptions ?? {}, textIn(event, 'subscription') ?? '');
  if (own !== undefined && phaseOf(own.status) !== 'ended' && phaseOf(own.status) !== 'pending') return undefined;
  const end = own?.endedAt ?? endOfAccount(billing, attributes);
  return end !== undefined && toSecond(end) < toSecond(event.occurredAt) ? end : undefined;
};

/** Does the invoice bill only for service delivered before the end? */
const isDelivered = ({ fields: { periodEnd } }: DomainEvent, end: Instant): boolean =>
  typeof periodEnd === 'string' && toSecond(periodEnd) <= toSecond(end);
