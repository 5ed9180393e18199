import type { Billing, Invoice } from '../account.ts';
import type { DomainEvent } from '../event.ts';
import { type Instant, plusSeconds } from '../instant.ts';
import { withInvoice } from './billing-fields.ts';
import type { BillingStep } from './billing-step.ts';

/** A checkout has this long to bring its first payment to an end. */
const checkoutSeconds = 3600;
/** A processor that named no next attempt has this long to do so. */
const retrySeconds = 86_400;

/** When time alone may change what a failing invoice means. */
export const billingTimes = ({ invoices }: Billing): Instant[] =>
  Object.values(invoices).flatMap(invoice => verdictAt(invoice) ?? []);

/**
 * What time does to invoices: a first payment still fails while its subscription runs, so it is owed; and a processor that
 * has named no next attempt for a day makes none.
 */
export const applyTime = (billing: Billing, event: DomainEvent): BillingStep =>
  Object.entries(billing.invoices)
    .filter(([, invoice]) => (verdictAt(invoice) ?? '9999') <= event.occurredAt)
    .reduce<BillingStep>(
      ({ billing, events }, [id, invoice]) => {
        const isLast = invoice.state === 'failing';
        const fields = { ...invoice.failure, ...(isLast && { retriesExhausted: true }) };
        if (invoice.state === 'checkout' && !isOwed(invoice, billing)) return { billing: without(billing, id), events };
        const restated = { ...event, id: `${event.id}#payment.failed.${id}`, name: 'payment.failed', fields };
        return {
          billing: withInvoice(billing, id, { ...invoice, state: 'failing', failure: fields }),
          events: [restated, ...events],
        };
      },
      { billing, events: [event] },
    );

const verdictAt = (invoice: Invoice): Instant | undefined => {
  const since = invoice.since ?? invoice.at;
  if (invoice.state === 'checkout') return plusSeconds(since, checkoutSeconds);
  return invoice.state === 'failing' && isUnanswered(invoice) ? plusSeconds(since, retrySeconds) : undefined;
};

/** The processor tells of its attempts, and said neither when it tries again nor that it does not. */
const isUnanswered = ({ failure = {} }: Invoice): boolean =>
  failure.nextAttemptAt === null && failure.retriesExhausted === undefined;

const isOwed = ({ failure = {} }: Invoice, { subscriptions = {} }: Billing): boolean => {
  const status = subscriptions[String(failure.subscription ?? '')]?.status;
  return status === 'active' || status === 'past_due';
};

const without = (billing: Billing, invoice: string): Billing => {
  const { [invoice]: _, ...invoices } = billing.invoices;
  return { ...billing, invoices };
};
