import type { DomainEvent } from '../../account/event.ts';
import type { Processor } from '../../connectors/processors.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { billedObjects, storableEvent } from '../storable-event.ts';
import type { WebhookRequest } from '../webhook-request.ts';
import { readWebhook } from './read-webhook.ts';

/**
 * Takes an event of a payment processor. `published` counts the billing events that it stands for; an event of a type
 * that journeys do not use stands for none.
 * @throws RefusedRequest
 */
export const ingestBilling = async (
  processor: Processor,
  request: WebhookRequest,
  ports: PortsWith<'customers' | 'queue'>,
): Promise<{ published: number; warnings: BillingWarning[] }> => {
  const events = await readWebhook(processor, request, ports);
  return { ...(await publishBilling(events, ports)), warnings: events.flatMap(seatWarnings) };
};

/** A warning about part of an accepted event. */
export interface BillingWarning {
  message: string;
}

/** One warning for each subscription event without a number of seats. */
const seatWarnings = ({ name, fields }: DomainEvent): BillingWarning[] =>
  fields.seats === null && name.startsWith('subscription.')
    ? [
        {
          message: `subscription ${String(fields.subscription)} has several prices, so its number of seats is unknown: list the prices that are sold by the seat in seats.prices of the catalog`,
        },
      ]
    : [];

/** An event of an unknown customer is published too: routing keeps it. */
export const publishBilling = async (
  events: readonly DomainEvent[],
  ports: PortsWith<'customers' | 'queue'>,
): Promise<{ published: number }> => {
  const storable = events.map(event => storableEvent(event, billedObjects));
  for (const event of storable) await ports.queue.publish(await withAccount(event, ports));
  return { published: events.length };
};

/**
 * Adds the account, so that all events of an account are routed in order. An unknown customer is looked up again during
 * routing.
 */
const withAccount = async (event: DomainEvent, { customers }: PortsWith<'customers'>): Promise<DomainEvent> => {
  const account = event.customer === undefined ? undefined : await customers.accountOf(event.customer);
  return account === undefined ? event : { ...event, account };
};
