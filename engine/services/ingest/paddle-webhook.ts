import * as z from 'zod';
import { paddleEvents } from '../../domain/billing/paddle-events.ts';
import type { DomainEvent } from '../../domain/event.ts';
import { type Instant, instant } from '../../domain/instant.ts';
import { firstProblem } from './first-problem.ts';
import { happenedAt } from './happened-at.ts';

/** Reads a Paddle notification. Its order is that of `occurred_at`. @throws RefusedRequest */
export const readPaddleEvent = (said: unknown, now: Instant): DomainEvent[] => {
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  return paddleEvents({
    id: data.event_id,
    type: data.event_type,
    data: data.data,
    occurredAt: happenedAt(instant(data.occurred_at), now),
    receivedAt: now,
  });
};

const envelope = z.looseObject({
  event_id: z.string().min(1),
  event_type: z.string().min(1),
  occurred_at: z.iso.datetime({ offset: true }),
  data: z.record(z.string(), z.unknown()),
});
