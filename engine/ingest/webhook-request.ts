import type { Instant } from '../kernel/instant.ts';

export interface WebhookRequest {
  /** The bytes that were sent, which are what is signed. */
  body: Buffer;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** When the gateway took it. */
  receivedAt: Instant;
  /** The address that was posted to, as the sender was given it. */
  url: string;
}
