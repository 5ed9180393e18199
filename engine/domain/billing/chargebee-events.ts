import type { Scalar } from '../condition.ts';
import { definedFields } from '../defined-fields.ts';
import type { DomainEvent } from '../event.ts';
import { type Instant, instant } from '../instant.ts';
import { billingEvents, type Meaning, type ProcessorEvent } from './billing-events.ts';
import { chargebeeInvoiceFields, chargebeeSubscriptionFields } from './chargebee-fields.ts';
import { at, numberAt, type Payload, textAt } from './payload.ts';

export interface ChargebeeEvent extends Pick<ProcessorEvent, 'id' | 'occurredAt' | 'receivedAt'> {
  type: string;
  /** The objects that the event is about, each by its kind. */
  content: Payload;
}

/**
 * The billing events of the catalog that a Chargebee event stands for; none for types that journeys do not use.
 * @see https://apidocs.chargebee.com/docs/api/events
 */
export const chargebeeEvents = ({ type, content, occurredAt, ...event }: ChargebeeEvent): DomainEvent[] => {
  const { about, means } = meanings[type] ?? { about: 'customer', means: () => [] };
  const stateAt = versionOf(at(content, about), occurredAt);
  return billingEvents(
    'chargebee',
    { ...event, occurredAt: stateAt, account: accountIn(content), customer: customerIn(content) },
    means(content, stateAt),
  );
};

/** `about`: the object of which the event tells the state. */
interface Reader {
  about: 'subscription' | 'invoice' | 'payment_source' | 'card' | 'customer';
  means: (content: Payload, stateAt: Instant) => Meaning[];
}

const subscription = (names: (status: string | undefined) => readonly string[]): Reader => ({
  about: 'subscription',
  means: content =>
    names(textAt(content, 'subscription', 'status')).map(name => ({
      name,
      fields: chargebeeSubscriptionFields(content),
    })),
});

const changed = subscription(() => ['subscription.changed']);
const started = (before: readonly string[] = []): Reader =>
  subscription(status =>
    status === 'active' || status === 'non_renewing'
      ? ['subscription.started', ...before]
      : status === 'future'
        ? []
        : ['subscription.changed'],
  );

const invoice = (
  name: (content: Payload, stateAt: Instant) => string | undefined,
  more: (content: Payload) => Readonly<Record<string, Scalar | undefined>> = () => ({}),
): Reader => ({
  about: 'invoice',
  means: (content, stateAt) => {
    const said = name(content, stateAt);
    return said === undefined
      ? []
      : [{ name: said, fields: definedFields({ ...chargebeeInvoiceFields(content), ...more(content) }) }];
  },
});

const paymentMethod = (about: Reader['about'], name: string): Reader => ({
  about,
  means: content => [{ name, fields: definedFields({ expiresAt: expiry(content) }) }],
});

/** An invoice says by its own state what an update of it means; most updates mean nothing. */
const updatedInvoice = (content: Payload, stateAt: Instant): string | undefined => {
  const status = textAt(content, 'invoice', 'status');
  if (status === 'voided') return 'invoice.voided';
  if ((numberAt(content, 'invoice', 'write_off_amount') ?? 0) > 0) return 'invoice.uncollectible';
  const due = numberAt(content, 'invoice', 'due_date');
  const isOverdue =
    (status === 'not_paid' || status === 'payment_due') && due !== undefined && instant(due * 1000) < stateAt;
  return isOverdue ? 'invoice.overdue' : undefined;
};

const retries = (content: Payload): Readonly<Record<string, Scalar | undefined>> => {
  const status = textAt(content, 'invoice', 'dunning_status');
  const next = numberAt(content, 'invoice', 'next_retry_at');
  return { retriesExhausted: status === 'exhausted' || status === 'stopped' || next === undefined };
};

const meanings: Readonly<Record<string, Reader | undefined>> = {
  invoice_generated: invoice(() => 'invoice.issued'),
  invoice_updated: invoice(updatedInvoice),
  invoice_deleted: invoice(() => 'invoice.voided'),
  payment_failed: invoice(() => 'payment.failed', retries),
  payment_succeeded: invoice(() => 'payment.succeeded'),
  subscription_created: started(),
  subscription_created_with_backdating: started(),
  subscription_started: started(),
  subscription_activated: started(['trial.ended']),
  subscription_activated_with_backdating: started(['trial.ended']),
  subscription_reactivated: started(),
  subscription_reactivated_with_backdating: started(),
  subscription_changed: changed,
  subscription_changed_with_backdating: changed,
  subscription_renewed: changed,
  subscription_paused: changed,
  subscription_resumed: changed,
  subscription_trial_extended: changed,
  subscription_cancellation_scheduled: changed,
  subscription_scheduled_cancellation_removed: changed,
  subscription_trial_end_reminder: subscription(() => ['trial.ending']),
  subscription_cancelled: subscription(() => ['subscription.canceled']),
  subscription_canceled_with_backdating: subscription(() => ['subscription.canceled']),
  subscription_deleted: subscription(() => ['subscription.canceled']),
  card_expiry_reminder: paymentMethod('card', 'payment_method.expiring'),
  payment_source_expiring: paymentMethod('payment_source', 'payment_method.expiring'),
  card_added: paymentMethod('card', 'payment_method.updated'),
  card_updated: paymentMethod('card', 'payment_method.updated'),
  payment_source_added: paymentMethod('payment_source', 'payment_method.updated'),
  payment_source_updated: paymentMethod('payment_source', 'payment_method.updated'),
};

/**
 * Chargebee's order is `resource_version`, which grows with every change of the object and is the millisecond of it; an
 * event's own time is in seconds. So a state that is older never comes after a newer one.
 */
const versionOf = (object: unknown, occurredAt: Instant): Instant => {
  const version = numberAt(object, 'resource_version');
  const isTime = version !== undefined && Math.abs(version - Date.parse(occurredAt)) <= 86_400_000;
  return isTime ? instant(version) : occurredAt;
};

/** As the business wrote it: in the metadata, or in a custom field. */
const accountIn = (content: Payload): string | undefined =>
  ['subscription', 'customer', 'invoice']
    .map(kind => textAt(content, kind, 'meta_data', 'account_id') ?? textAt(content, kind, 'cf_account_id'))
    .find(account => account !== undefined);

const customerIn = (content: Payload): string | undefined =>
  textAt(content, 'customer', 'id') ??
  ['subscription', 'invoice', 'transaction', 'payment_source', 'card']
    .map(kind => textAt(content, kind, 'customer_id'))
    .find(customer => customer !== undefined);

/** A card is good until the end of its month. */
const expiry = (content: Payload): string | undefined => {
  const card = at(content, 'card') ?? at(content, 'payment_source', 'card');
  const year = numberAt(card, 'expiry_year');
  const month = numberAt(card, 'expiry_month');
  if (year === undefined || month === undefined) return undefined;
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
};
