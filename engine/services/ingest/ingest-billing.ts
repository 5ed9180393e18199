import * as z from 'zod';
import { stripeEvents } from '../../domain/billing/stripe-events.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { Ports, PortsWith } from '../ports.ts';
import { firstProblem } from './first-problem.ts';
import { happenedAt } from './happened-at.ts';
import { RefusedRequest } from './refused-request.ts';
import { verifyStripeSignature } from './stripe-signature.ts';

export interface BillingRequest {
  /** The bytes that were signed. */
  body: Buffer;
  signature: string | undefined;
}

/**
 * Takes a Stripe event. `published` counts the billing events that it stands for; an event of a type that journeys do
 * not use, or of nobody, stands for none.
 * @throws RefusedRequest
 */
export const ingestBilling = async (
  { body, signature }: BillingRequest,
  ports: PortsWith<'queue'>,
): Promise<{ published: number }> => {
  const now = ports.clock.now();
  verifyStripeSignature(body, signature, ports.settings.stripeSecrets, now);
  const events = parse(body, now);
  for (const event of events) await ports.queue.publish(await withAccount(event, ports));
  return { published: events.length };
};

/** So that all events of an account are routed in order. A customer that is unknown yet is looked up again when routing. */
const withAccount = async (event: DomainEvent, { accounts }: Ports): Promise<DomainEvent> => {
  const account = event.customer === undefined ? undefined : await accounts.accountOfCustomer(event.customer);
  return account === undefined ? event : { ...event, account };
};

const parse = (body: Buffer, now: Instant): DomainEvent[] => {
  const { data, error } = envelope.safeParse(json(body));
  if (error) throw firstProblem(error);
  const { id, type, created } = data;
  const { object, previous_attributes: previous } = data.data;
  return stripeEvents({
    id,
    type,
    object,
    previous,
    occurredAt: happenedAt(instant(created * 1000), now),
    receivedAt: now,
  });
};

const envelope = z.looseObject({
  id: z.string().min(1),
  object: z.literal('event'),
  type: z.string().min(1),
  created: z.int().positive().max(99_999_999_999),
  data: z.looseObject({ object: z.record(z.string(), z.unknown()), previous_attributes: z.unknown().optional() }),
});

const json = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new RefusedRequest('invalid_json', 'The body is not JSON.');
  }
};
