import * as z from 'zod';
import type { PortsWith } from '../ports.ts';
import { firstProblem } from './first-problem.ts';
import { publishBilling } from './ingest-billing.ts';
import { RefusedRequest } from './refused-request.ts';
import { readStripeEvent } from './stripe-webhook.ts';

/**
 * Takes an event of EventBridge whose detail is a Stripe event. There is no signature to check: only Stripe may write to
 * the partner source that the bus is associated with, and only that bus to the queue.
 * @see https://docs.stripe.com/event-destinations/eventbridge
 * @throws RefusedRequest
 */
export const ingestPartnerEvent = async (said: unknown, ports: PortsWith<'queue'>): Promise<{ published: number }> => {
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  if (!data.source.startsWith(stripeSource)) {
    throw new RefusedRequest('unknown_source', `source: "${data.source}" is none of ${stripeSource}…`);
  }
  return publishBilling(readStripeEvent(data.detail, ports.settings, ports.clock.now()), ports);
};

const stripeSource = 'aws.partner/stripe.com/';

const envelope = z.looseObject({ source: z.string(), detail: z.record(z.string(), z.unknown()) });
