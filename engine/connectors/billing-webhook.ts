import type { DomainEvent } from '../account/event.ts';
import type { SigningScheme } from '../ingest/webhook-signature.ts';
import type { Instant } from '../kernel/instant.ts';
import type { BillingSettings } from '../ports/settings.ts';

/** What the events of a billing processor look like and mean. */
export interface BillingWebhook {
  /** How it signs; absent where it shows a user and a password instead. */
  signing?: SigningScheme;
  /** Beginning of the source of its events on EventBridge, where it puts them there, too. */
  partnerSource?: string;
  /** By what a recorded event is recognized as its own, and the fields with its id and its time: ISO 8601, or Unix seconds. */
  recorded: { is: (body: Readonly<Record<string, unknown>>) => boolean; id: string; time: string };
  /** The billing events that an event stands for; none for types that journeys do not use. @throws RefusedRequest */
  read: (said: unknown, context: BillingContext) => DomainEvent[];
}

export interface BillingContext extends Pick<BillingSettings, 'mode'> {
  now: Instant;
  /** Price ids sold by the seat, where the catalog lists them. */
  prices?: readonly string[] | undefined;
}
