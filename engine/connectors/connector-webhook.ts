import type { DomainEvent } from '../account/event.ts';
import type { CrmMapping } from '../definition/crm-mapping.ts';
import type { HeaderSigning } from '../ingest/header-signature.ts';
import type { SigningScheme } from '../ingest/webhook-signature.ts';
import type { Instant } from '../kernel/instant.ts';
import type { CrmCopy } from '../ports/crm-copies.ts';
import type { ConnectorSettings } from '../ports/settings.ts';

/** The shape and meaning of a connector's events. */
export interface ConnectorWebhook {
  /** How it signs; absent where it shows a user and a password instead, or makes no requests. */
  signing?: SigningScheme | HeaderSigning;
  /** Beginning of the source of its events on EventBridge, where it puts them there, too. */
  partnerSource?: string;
  /** By what a recorded event is recognized as its own, and the fields with its id and its time: ISO 8601, or Unix seconds. */
  recorded?: { is: (body: Readonly<Record<string, unknown>>) => boolean; id: string; time: string };
  /** The catalog events of an event; none for types that journeys do not use. @throws RefusedRequest */
  read: (said: unknown, context: WebhookContext) => ConnectorEvent[];
}

/** An event of which it may have to be found out whose it is. */
export interface ConnectorEvent extends DomainEvent {
  /** The contact, as the connector knows it: it goes no further than the door. */
  person?: { user?: string; email?: string };
  /** The task that it is about, as a CRM knows it: which of ours that is is found at the door. */
  copy?: CrmCopy;
  /** In the customer's words, which no event carries. */
  comment?: string;
  /** What the sender said that means nothing here. Where nothing else is said, nothing has happened. */
  leftOut?: readonly { field: string; message: string }[];
}

export interface WebhookContext extends Pick<ConnectorSettings, 'mode'> {
  now: Instant;
  /** Price ids sold by the seat, where the catalog lists them. */
  prices?: readonly string[] | undefined;
  /** For a CRM, the catalog's mapping of its fields. */
  mapping?: CrmMapping | undefined;
  /** Account attributes that hold a date. */
  dates?: readonly string[];
}
