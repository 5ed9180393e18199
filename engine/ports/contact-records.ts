import type { Delivery } from '../account/delivery.ts';
import type { Erasure } from '../account/former-contact.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * A person's records besides the contact itself, for operators only: each method reads all rows of its kind in the
 * account, page by page, and filters them.
 */
export interface ContactRecords {
  /** Every attempt to reach the contact, ordered by time. */
  deliveriesTo(account: string, contact: string): Promise<Delivery[]>;
  /** Lines of the account's timeline about the contact. */
  linesOf(account: string, contact: string): Promise<TimelineLine[]>;
  /** The contact's usage, ordered by time. */
  usageOf(account: string, contact: string): Promise<UsageMark[]>;
  /** The log of erasures since then, of all accounts, ordered by time. */
  erasures(since?: Instant): Promise<Erasure[]>;
}
