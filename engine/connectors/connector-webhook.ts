import type { DomainEvent } from '../account/event.ts';
import type { CrmMapping } from '../definition/crm-mapping.ts';
import type { HeaderSigning } from '../ingest/header-signature.ts';
import type { SigningScheme } from '../ingest/webhook-signature.ts';
import type { Instant } from '../kernel/instant.ts';
import type { CrmCopy } from '../ports/crm-copies.ts';
import type { ConnectorSettings } from '../ports/settings.ts';

/** The shape and meaning of a connector's events. */
export interface ConnectorWebhook {
  /** Signature scheme; undefined if it authenticates with a user and password, or makes no requests. */
  signing?: SigningScheme | HeaderSigning;
  /** Prefix of the source of its events on EventBridge, if it sends them there. */
  partnerSource?: string;
  /**
   * How to recognize a recorded event of this connector, and its fields with the id and the time, as `id` or
   * `data.attributes.updated_at`: ISO 8601, or Unix seconds.
   */
  recorded?: { is: (body: Readonly<Record<string, unknown>>) => boolean; id: string; time: string };
  /** The catalog events of an event; none for types that journeys do not use. @throws RefusedRequest */
  read: (said: unknown, context: WebhookContext) => ConnectorEvent[];
}

/** An event of a connector, whose account and contact may have to be looked up. */
export interface ConnectorEvent extends DomainEvent {
  /** The connector's data about the contact, used only to look it up. */
  person?: { user?: string; email?: string };
  /** The CRM's copy of one of our tasks that the event is about. */
  copy?: CrmCopy;
  /** The customer's comment. It is stored apart, since no event carries it. */
  comment?: string;
  /** Fields that were left out. If no other fields are left, the event is ignored. */
  leftOut?: readonly { field: string; message: string }[];
}

export interface WebhookContext extends Pick<ConnectorSettings, 'mode'> {
  now: Instant;
  /** Price ids sold by the seat, if the catalog lists them. */
  prices?: readonly string[] | undefined;
  /** For a CRM, the catalog's mapping of its fields. */
  mapping?: CrmMapping | undefined;
  /** Account attributes that hold a date. */
  dates?: readonly string[];
}
