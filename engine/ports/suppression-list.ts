import type { Instant } from '../kernel/instant.ts';
import type { ListedAddress } from '../sending/listed-address.ts';

/** The addresses that the mail service itself sends nothing to any more. */
export interface SuppressionList {
  /** Page by page, those that were listed from then (always, without it) until then. */
  pages(listed: { from?: Instant; to: Instant }): AsyncIterable<readonly ListedAddress[]>;
}
