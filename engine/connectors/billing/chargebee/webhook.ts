import * as z from 'zod';
import type { DomainEvent } from '../../../account/event.ts';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt } from '../../../ingest/moment.ts';
import { instant } from '../../../kernel/instant.ts';
import { isObject } from '../../../kernel/is-object.ts';
import type { ConnectorWebhook, WebhookContext } from '../../connector-webhook.ts';
import { chargebeeEvents } from './chargebee-events.ts';

/** Reads a Chargebee event. @throws RefusedRequest */
const read = (said: unknown, { now, prices }: WebhookContext): DomainEvent[] => {
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

export const chargebeeWebhook: ConnectorWebhook = {
  recorded: {
    is: body => typeof body.event_type === 'string' && isObject(body.content),
    id: 'id',
    time: 'occurred_at',
  },
  read,
};
