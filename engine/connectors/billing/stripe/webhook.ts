import * as z from 'zod';
import type { DomainEvent } from '../../../account/event.ts';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt } from '../../../ingest/moment.ts';
import { instant } from '../../../kernel/instant.ts';
import type { ConnectorWebhook, WebhookContext } from '../../connector-webhook.ts';
import { stripeEvents } from './stripe-events.ts';

/** Reads a Stripe event, from a webhook or EventBridge. @throws RefusedRequest */
const read = (said: unknown, { mode, now, prices }: WebhookContext): DomainEvent[] => {
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  const { id, type, created, livemode } = data;
  if (!isOfMode(livemode, mode)) return [];
  const { object, previous_attributes: previous } = data.data;
  return stripeEvents({
    id,
    type,
    object,
    previous,
    prices,
    occurredAt: happenedAt(instant(created * 1000), now),
    receivedAt: now,
  });
};

const id = idOf('event', "the event's id");
const envelope = z.looseObject({
  id,
  object: z.literal('event'),
  type: z.string().min(1),
  created: z.int().positive().max(99_999_999_999),
  livemode: z.boolean().optional(),
  data: z.looseObject({ object: z.record(z.string(), z.unknown()), previous_attributes: z.unknown().optional() }),
});

/** Test customers must not enter live journeys, nor live customers those of a test. */
const isOfMode = (livemode: boolean | undefined, mode: WebhookContext['mode']): boolean =>
  mode === 'any' || livemode === undefined || livemode === (mode === 'live');

export const stripeWebhook: ConnectorWebhook = {
  /** @see https://docs.stripe.com/webhooks#verify-manually */
  signing: {
    header: 'Stripe-Signature',
    separator: ',',
    time: 't',
    signature: 'v1',
    joint: '.',
    secretPrefix: 'whsec_',
  },
  /** @see https://docs.stripe.com/event-destinations/eventbridge */
  partnerSource: 'aws.partner/stripe.com/',
  // Chargebee calls its events objects of kind "event", too.
  recorded: { is: body => body.object === 'event' && body.content === undefined, id: 'id', time: 'created' },
  read,
};
