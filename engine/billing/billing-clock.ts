import type { Billing, Invoice } from '../account/account.ts';
import type { DuePart } from '../account/due-part.ts';
import type { DomainEvent } from '../account/event.ts';
import { type Instant, plusSeconds } from '../kernel/instant.ts';
import { ownMember } from '../kernel/own-member.ts';
import type { BillingStep } from './billing-step.ts';

/** Time for a checkout to complete its first payment, in seconds. */
const checkoutSeconds = 3600;
/** Time for a processor to schedule the next attempt, in seconds. */
const retrySeconds = 86_400;

/** Times at which a first payment becomes owed, or a processor counts as having stopped retrying. */
export const billingDue: DuePart = ({ snapshot: { profile } }) =>
  profile === undefined ? [] : billingTimes(profile.billing).map(at => ({ at }));

/** When the passing of time may change the state of a failing invoice. */
export const billingTimes = ({ invoices }: Billing): Instant[] =>
  Object.values(invoices).flatMap(invoice => verdictAt(invoice) ?? []);

/**
 * Applies the passing of time to invoices: a first payment that still fails while its subscription runs is owed, and an
 * invoice without a next attempt for a day has none. An event enrolls an account in a journey once, so of several first
 * payments the next sweep handles the next one.
 */
export const applyTime = (billing: Billing, event: DomainEvent): BillingStep => {
  const due = Object.entries(billing.invoices).filter(
    ([, invoice]) => (verdictAt(invoice) ?? '9999') <= event.occurredAt,
  );
  const checkouts = due.filter(([, { state }]) => state === 'checkout');
  const owed = checkouts.filter(([, invoice]) => isOwed(invoice, billing)).slice(0, 1);
  const unanswered = due
    .filter(([, { state }]) => state === 'failing')
    .map(([id, invoice]) => [id, { ...invoice, failure: { ...invoice.failure, retriesExhausted: true } }] as const);
  const forgotten = checkouts.filter(([, invoice]) => !isOwed(invoice, billing)).map(([id]) => id);
  const failing = [...owed, ...unanswered].map(([id, invoice]) => [id, { ...invoice, state: 'failing' }] as const);
  const kept = Object.entries(billing.invoices).filter(([id]) => !forgotten.includes(id));
  return {
    billing: due.length === 0 ? billing : { ...billing, invoices: Object.fromEntries([...kept, ...failing]) },
    events: [
      ...failing.map(([id, { failure = {} }]) => ({
        ...event,
        id: `${event.id}#payment.failed.${id}`,
        name: 'payment.failed',
        fields: failure,
      })),
      event,
    ],
  };
};

const verdictAt = (invoice: Invoice): Instant | undefined => {
  const since = invoice.since ?? invoice.at;
  if (invoice.state === 'checkout') return plusSeconds(since, checkoutSeconds);
  return invoice.state === 'failing' && isUnanswered(invoice) ? plusSeconds(since, retrySeconds) : undefined;
};

/** Does the processor report retries, but not yet whether there will be another one? */
const isUnanswered = ({ failure = {} }: Invoice): boolean =>
  failure.nextAttemptAt === null && failure.retriesExhausted === undefined;

const isOwed = ({ failure = {} }: Invoice, { subscriptions = {} }: Billing): boolean => {
  const status = ownMember(subscriptions, String(failure.subscription ?? ''))?.status;
  return status === 'active' || status === 'past_due';
};
