import { answerEvent } from '../../account/worded-answer.ts';
import { definedFields } from '../../kernel/defined-fields.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { ConnectorName } from '../connector-of.ts';
import type { ConnectorEvent } from '../connector-webhook.ts';
import { customerOf } from '../customers.ts';

/** An event of a help desk. */
export interface Ticket {
  /** The event's own id. */
  id: string;
  what: TicketChange;
  occurredAt: Instant;
  receivedAt: Instant;
  /** The help desk's organization or company. */
  organization?: string | undefined;
  /** The account's id, if the business stored it with the organization. */
  account?: string | undefined;
  user?: string | undefined;
  email?: string | undefined;
  /** 1 to 5, if the ticket is rated. */
  score?: number | undefined;
  comment?: string | undefined;
}

const names = { created: 'Support Ticket Created', solved: 'Support Ticket Solved', rated: answerEvent } as const;
export type TicketChange = keyof typeof names;

/** The catalog's event for a ticket. A rated ticket answers the survey `csat`. */
export const supportEvent = (connector: ConnectorName, ticket: Ticket): ConnectorEvent => {
  const { id, what, occurredAt, receivedAt, organization, account, user, email, score, comment } = ticket;
  const person = definedTexts({ user, email });
  return {
    id: `${connector}:${id}`,
    source: connector,
    ...(account !== undefined && { account }),
    ...(organization !== undefined && { customer: customerOf(connector, organization) }),
    name: names[what],
    occurredAt,
    receivedAt,
    fields: what === 'rated' ? definedFields({ survey: 'csat', score }) : {},
    ...(Object.keys(person).length > 0 && { person }),
    ...(comment !== undefined && { comment }),
  };
};

const definedTexts = (
  texts: Readonly<Record<'user' | 'email', string | undefined>>,
): ConnectorEvent['person'] & object =>
  Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined && text !== ''));
