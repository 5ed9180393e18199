import type { Instant } from '../kernel/instant.ts';

export interface WebhookRequest {
  /** The raw bytes, since the signature covers them. */
  body: Buffer;
  /** The value of a header, by its name in lower case. */
  header(name: string): string | undefined;
  /** When the gateway received it. */
  receivedAt: Instant;
  /** The URL of the request, as the sender was configured with it. */
  url: string;
}
