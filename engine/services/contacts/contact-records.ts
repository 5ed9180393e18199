import type { Delivery } from '../../domain/delivery.ts';
import type { Erasure } from '../../domain/erasure.ts';
import type { Instant } from '../../domain/instant.ts';
import type { TimelineLine } from '../../domain/timeline.ts';

/** What is kept of a person beside the contact itself. Only operators ask for it. */
export interface ContactRecords {
  /** Every attempt to reach the contact, in order of time. */
  deliveriesTo(account: string, contact: string): Promise<Delivery[]>;
  /** What the account's timeline says of the contact. */
  linesOf(account: string, contact: string): Promise<TimelineLine[]>;
  /** The log of erasures since then, in order of time. */
  erasures(since?: Instant): Promise<Erasure[]>;
}
