import * as z from 'zod';
import { idAt, type Payload, textAt } from '../../../billing/payload.ts';
import { instantIn } from '../../../definition/calendar.ts';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt, moment } from '../../../ingest/moment.ts';
import { isObject } from '../../../kernel/is-object.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import type { ConnectorEvent, ConnectorWebhook } from '../../connector-webhook.ts';
import { supportEvent, type TicketChange } from '../support-event.ts';
import { isTicketCall, readTicketCall } from '../ticket-call.ts';

/** Reads a subscribed event, or a ticket call that a Zendesk trigger sends from our template. */
export const zendeskWebhook: ConnectorWebhook = {
  /** @see https://developer.zendesk.com/documentation/webhooks/verifying/ */
  signing: {
    header: 'X-Zendesk-Webhook-Signature',
    hash: 'sha256',
    encoding: 'base64',
    time: 'X-Zendesk-Webhook-Signature-Timestamp',
    signed: ['time', 'body'],
    secretPrefix: '',
  },
  recorded: {
    is: ({ type }) => typeof type === 'string' && type.startsWith('zen:event-type:'),
    id: 'id',
    time: 'time',
  },
  read: (said, { now }): ConnectorEvent[] => {
    if (isObject(said) && isTicketCall(said)) return [supportEvent('zendesk', readTicketCall(said, now))];
    const { data, error } = envelope.safeParse(said);
    if (error) throw firstProblem(error);
    const { id, type, time, detail, event } = data;
    const what = ownMember(changes, type.replace('zen:event-type:', ''))?.(event ?? {});
    if (what === undefined) return [];
    const organization = idAt(detail, 'organization_id');
    const ticket = {
      id,
      what,
      occurredAt: happenedAt(instantIn(time, 'UTC'), now),
      receivedAt: now,
      // 0 if the requester has none.
      organization: organization === '0' ? undefined : organization,
    };
    return [supportEvent('zendesk', ticket)];
  },
};

/** @see https://developer.zendesk.com/api-reference/webhooks/event-types/ticket-events/ */
const changes: Readonly<Record<string, ((event: Payload) => TicketChange | undefined) | undefined>> = {
  'ticket.created': () => 'created',
  // A ticket is closed days after it was solved, or at once by an agent.
  'ticket.status_changed': event => {
    const [before, after] = [textAt(event, 'previous'), textAt(event, 'current')].map(
      each => each?.toUpperCase() ?? '',
    );
    return isDone(after) && !isDone(before) ? 'solved' : undefined;
  },
};

const isDone = (status: string | undefined): boolean => status === 'SOLVED' || status === 'CLOSED';

const envelope = z.looseObject({
  id: idOf('event', "the event's id"),
  type: z.string('is missing').min(1),
  time: moment,
  detail: z.record(z.string(), z.unknown()),
  event: z.record(z.string(), z.unknown()).optional(),
});
