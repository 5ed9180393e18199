import * as z from 'zod';
import type { DomainEvent } from '../../../account/event.ts';
import { instantIn } from '../../../definition/calendar.ts';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt, moment } from '../../../ingest/moment.ts';
import { isObject } from '../../../kernel/is-object.ts';
import type { ConnectorWebhook, WebhookContext } from '../../connector-webhook.ts';
import { paddleEvents } from './paddle-events.ts';

/** Reads a Paddle notification. Notifications are ordered by `occurred_at`. @throws RefusedRequest */
const read = (said: unknown, { now, prices }: WebhookContext): DomainEvent[] => {
  const { data, error } = envelope.safeParse(said);
  if (error) throw firstProblem(error);
  return paddleEvents({
    id: data.event_id,
    type: data.event_type,
    data: data.data,
    prices,
    occurredAt: happenedAt(instantIn(data.occurred_at, 'UTC'), now),
    receivedAt: now,
  });
};

const id = idOf('event', "the event's id");
const envelope = z.looseObject({
  event_id: id,
  event_type: z.string().min(1),
  occurred_at: moment,
  data: z.record(z.string(), z.unknown()),
});

export const paddleWebhook: ConnectorWebhook = {
  /** @see https://developer.paddle.com/webhooks/signature-verification */
  signing: {
    header: 'Paddle-Signature',
    separator: ';',
    time: 'ts',
    signature: 'h1',
    joint: ':',
    secretPrefix: 'pdl_ntfset_',
  },
  recorded: {
    is: body => typeof body.event_type === 'string' && isObject(body.data),
    id: 'event_id',
    time: 'occurred_at',
  },
  read,
};
