import type { Instant } from '../kernel/instant.ts';
import type { ListedAddress } from '../sending/listed-address.ts';

/** The addresses that the mail service itself no longer sends to. */
export interface SuppressionList {
  /** Pages of the addresses added from `from` (default: any time) until `to`. */
  pages(listed: { from?: Instant; to: Instant }): AsyncIterable<readonly ListedAddress[]>;
}
