import * as z from 'zod';
import { stripeEvents } from '../../domain/billing/stripe-events.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import type { Settings } from '../settings.ts';
import { mustHaveExactIds } from './exact-ids.ts';
import { firstProblem } from './first-problem.ts';
import { happenedAt } from './happened-at.ts';
import { idOf } from './id-schema.ts';

/** Reads a Stripe event, from wherever it came. @throws RefusedRequest */
export const readStripeEvent = (
  said: unknown,
  { stripeMode }: Settings,
  now: Instant,
  prices?: readonly string[],
): DomainEvent[] => {
  mustHaveExactIds(said);
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  const { id, type, created, livemode } = data;
  if (!isOfMode(livemode, stripeMode)) return [];
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

/** Test customers must not start real journeys, nor real ones those of a test. */
const isOfMode = (livemode: boolean | undefined, mode: Settings['stripeMode']): boolean =>
  mode === 'any' || livemode === undefined || livemode === (mode === 'live');
