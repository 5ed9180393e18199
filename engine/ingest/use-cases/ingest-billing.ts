import type { DomainEvent } from '../../account/event.ts';
import { readChargebeeEvent } from '../../connectors/billing/chargebee/chargebee-webhook.ts';
import { readPaddleEvent } from '../../connectors/billing/paddle/paddle-webhook.ts';
import { readStripeEvent } from '../../connectors/billing/stripe/stripe-webhook.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { Processor } from '../../kernel/processors.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';
import type { Settings } from '../../ports/settings.ts';
import { verifyBasicAuth } from '../basic-auth.ts';
import type { BillingRequest } from '../billing-request.ts';
import { storableEvent } from '../storable-event.ts';
import { paddleSigning, stripeSigning, verifySignature } from '../webhook-signature.ts';

/**
 * Takes an event of a payment processor. `published` counts the billing events that it stands for; an event of a type
 * that journeys do not use stands for none.
 * @throws RefusedRequest
 */
export const ingestBilling = async (
  processor: Processor,
  request: BillingRequest,
  ports: PortsWith<'queue'>,
): Promise<{ published: number; warnings: BillingWarning[] }> => {
  const { verify, read } = webhooks[processor];
  const now = ports.clock.now();
  verify(request, ports.settings, now);
  const { seats } = await ports.build.catalog();
  const events = read(json(request.body), ports.settings, now, seats?.prices);
  return { ...(await publishBilling(events, ports)), warnings: events.flatMap(seatWarnings) };
};

/** A warning about part of an accepted event. */
export interface BillingWarning {
  message: string;
}

/** Warned once for each event with several prices. */
const seatWarnings = ({ name, fields }: DomainEvent): BillingWarning[] =>
  fields.seats === null && name.startsWith('subscription.')
    ? [
        {
          message: `subscription ${String(fields.subscription)} is of several prices, so its number of seats is unknown: name those that are sold by the seat in seats.prices of the catalog`,
        },
      ]
    : [];

/** An event of an unknown customer is published too: routing keeps it. */
export const publishBilling = async (
  events: readonly DomainEvent[],
  ports: PortsWith<'queue'>,
): Promise<{ published: number }> => {
  const storable = events.map(storableEvent);
  for (const event of storable) await ports.queue.publish(await withAccount(event, ports));
  return { published: events.length };
};

interface Webhook {
  /** @throws RefusedRequest where the request does not come from the processor. */
  verify(request: BillingRequest, settings: Settings, now: Instant): void;
  read(said: unknown, settings: Settings, now: Instant, prices: readonly string[] | undefined): DomainEvent[];
}

const webhooks: Readonly<Record<Processor, Webhook>> = {
  stripe: {
    verify: ({ body, header }, { stripeSecrets }, now) =>
      verifySignature(stripeSigning, body, header('stripe-signature'), stripeSecrets, now),
    read: readStripeEvent,
  },
  paddle: {
    verify: ({ body, header }, { paddleSecrets }, now) =>
      verifySignature(paddleSigning, body, header('paddle-signature'), paddleSecrets, now),
    read: (said, _, now, prices) => readPaddleEvent(said, now, prices),
  },
  chargebee: {
    // Chargebee signs nothing: the URL that it is given carries a user and a password.
    verify: ({ header }, { chargebeeCredentials }) => verifyBasicAuth(header('authorization'), chargebeeCredentials),
    read: (said, _, now, prices) => readChargebeeEvent(said, now, prices),
  },
};

/** So that all events of an account are routed in order. A customer that is unknown yet is looked up again when routing. */
const withAccount = async (event: DomainEvent, { accounts }: Ports): Promise<DomainEvent> => {
  const account = event.customer === undefined ? undefined : await accounts.accountOfCustomer(event.customer);
  return account === undefined ? event : { ...event, account };
};

const json = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RefusedRequest('invalid_json', 'The body is not JSON.');
  }
};
