import * as z from 'zod';
import { at, idAt, numberAt, type Payload, textAt } from '../../../billing/payload.ts';
import { firstProblem } from '../../../ingest/first-problem.ts';
import { idOf } from '../../../ingest/id-schema.ts';
import { happenedAt } from '../../../ingest/moment.ts';
import { instant } from '../../../kernel/instant.ts';
import { ownMember } from '../../../kernel/own-member.ts';
import type { ConnectorWebhook } from '../../connector-webhook.ts';
import { supportEvent, type TicketChange } from '../support-event.ts';

/** Conversations and tickets of Intercom: to journeys both are tickets. */
export const intercomWebhook: ConnectorWebhook = {
  /**
   * Signed with the app's client secret, without a time. @see
   * https://developers.intercom.com/docs/webhooks/webhook-notifications
   */
  signing: {
    header: 'X-Hub-Signature',
    prefix: 'sha1=',
    hash: 'sha1',
    encoding: 'hex',
    signed: ['body'],
    secretPrefix: '',
  },
  recorded: { is: ({ type }) => type === 'notification_event', id: 'id', time: 'created_at' },
  read: (said, { now }) => {
    const { data, error } = envelope.safeParse(said);
    if (error) throw firstProblem(error);
    const {
      id,
      topic,
      created_at,
      data: { item },
    } = data;
    const what = ownMember(changes, topic);
    const score = numberAt(item, 'conversation_rating', 'rating');
    if (what === undefined || (what === 'rated' && score === undefined)) return [];
    const ticket = {
      id,
      what,
      occurredAt: happenedAt(instant(created_at * 1000), now),
      receivedAt: now,
      ...ownerIn(item),
      score,
      comment: textAt(item, 'conversation_rating', 'remark'),
    };
    return [supportEvent('intercom', ticket)];
  },
};

const changes: Readonly<Record<string, TicketChange | undefined>> = {
  'conversation.user.created': 'created',
  'ticket.created': 'created',
  'conversation.admin.closed': 'solved',
  'ticket.resolved': 'solved',
  'conversation.rating.added': 'rated',
};

/** A company's `company_id` is the account id that the business set, a contact's `external_id` the user id. */
const ownerIn = (item: Payload) => {
  const contact = at(item, 'contacts', 'contacts', 0) ?? at(item, 'contacts', 0);
  const isAsked = textAt(item, 'source', 'author', 'type') !== 'admin';
  return {
    organization: idAt(item, 'company', 'id') ?? idAt(item, 'company_id'),
    account: idAt(item, 'company', 'company_id'),
    user: idAt(contact, 'external_id'),
    email: textAt(contact, 'email') ?? (isAsked ? textAt(item, 'source', 'author', 'email') : undefined),
  };
};

const envelope = z.looseObject({
  type: z.literal('notification_event'),
  id: idOf('event', "the event's id"),
  topic: z.string('is missing').min(1),
  created_at: z.int().positive().max(99_999_999_999),
  data: z.looseObject({ item: z.record(z.string(), z.unknown()) }),
});
