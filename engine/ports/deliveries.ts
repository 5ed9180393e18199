import type { Delivery, DeliveryFact } from '../account/delivery.ts';
import type { Instant } from '../kernel/instant.ts';

/** The ledger of deliveries, which commits claim and settle. Strongly consistent. */
export interface Deliveries {
  /** Those that exist, in the order of `ids`. */
  find(account: string, ids: readonly string[]): Promise<Delivery[]>;
  /** Records a fact; its first time counts. Returns the delivery as it was, or undefined when there is none. */
  recordFact(account: string, delivery: string, fact: DeliveryFact, at: Instant): Promise<Delivery | undefined>;
}
