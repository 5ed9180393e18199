import type { DomainEvent } from '../../account/event.ts';
import type { Processor } from '../../connectors/processors.ts';
import { webhooks } from '../../connectors/webhooks.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';
import { verifyBasicAuth } from '../basic-auth.ts';
import type { BillingRequest } from '../billing-request.ts';
import { storableEvent } from '../storable-event.ts';
import { verifySignature } from '../webhook-signature.ts';

/**
 * Takes an event of a payment processor. `published` counts the billing events that it stands for; an event of a type
 * that journeys do not use stands for none.
 * @throws RefusedRequest
 */
export const ingestBilling = async (
  processor: Processor,
  request: BillingRequest,
  ports: PortsWith<'customers' | 'queue'>,
): Promise<{ published: number; warnings: BillingWarning[] }> => {
  verify(processor, request, ports);
  const events = await readBilling(processor, json(request.body), ports);
  return { ...(await publishBilling(events, ports)), warnings: events.flatMap(seatWarnings) };
};

/** The billing events that an event of the processor stands for. @throws RefusedRequest */
export const readBilling = async (processor: Processor, said: unknown, ports: Ports): Promise<DomainEvent[]> => {
  const { seats } = await ports.build.catalog();
  const { mode } = ports.settings.billing[processor];
  return webhooks[processor].read(said, { mode, now: ports.clock.now(), prices: seats?.prices });
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
  ports: PortsWith<'customers' | 'queue'>,
): Promise<{ published: number }> => {
  const storable = events.map(storableEvent);
  for (const event of storable) await ports.queue.publish(await withAccount(event, ports));
  return { published: events.length };
};

/** @throws RefusedRequest where the request does not come from the processor. */
const verify = (
  processor: Processor,
  { body, header, receivedAt }: BillingRequest,
  { settings, clock }: Ports,
): void => {
  const { signing } = webhooks[processor];
  const { secrets } = settings.billing[processor];
  if (signing) verifySignature(signing, body, header(signing.header.toLowerCase()), secrets, [clock.now(), receivedAt]);
  else verifyBasicAuth(header('authorization'), secrets);
};

/** So that all events of an account are routed in order. A customer that is unknown yet is looked up again when routing. */
const withAccount = async (event: DomainEvent, { customers }: PortsWith<'customers'>): Promise<DomainEvent> => {
  const account = event.customer === undefined ? undefined : await customers.accountOf(event.customer);
  return account === undefined ? event : { ...event, account };
};

const json = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RefusedRequest('invalid_json', 'The body is not JSON.');
  }
};
