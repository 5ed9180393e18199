import * as z from 'zod';
import { chargebeeEvents } from '../../domain/billing/chargebee-events.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { mustHaveExactIds } from './exact-ids.ts';
import { firstProblem } from './first-problem.ts';
import { happenedAt } from './happened-at.ts';
import { idOf } from './id-schema.ts';

/** Reads a Chargebee event. @throws RefusedRequest */
export const readChargebeeEvent = (said: unknown, now: Instant, prices?: readonly string[]): DomainEvent[] => {
  mustHaveExactIds(said);
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  return chargebeeEvents({
    id: data.id,
    type: data.event_type,
    content: data.content,
    prices,
    occurredAt: happenedAt(instant(data.occurred_at * 1000), now),
    receivedAt: now,
  });
};

const id = idOf('event', "the event's id");
const envelope = z.looseObject({
  id,
  event_type: z.string().min(1),
  occurred_at: z.int().positive().max(99_999_999_999),
  content: z.record(z.string(), z.unknown()),
});
