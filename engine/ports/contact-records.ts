import type { Delivery } from '../account/delivery.ts';
import type { Erasure } from '../account/former-contact.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import type { Instant } from '../kernel/instant.ts';

/**
 * Records of a person beside the contact itself. Only operators ask for it: each reads all of that kind of the account,
 * page by page, and keeps what is the contact's.
 */
export interface ContactRecords {
  /** Every attempt to reach the contact, in order of time. */
  deliveriesTo(account: string, contact: string): Promise<Delivery[]>;
  /** Lines of the account's timeline about the contact. */
  linesOf(account: string, contact: string): Promise<TimelineLine[]>;
  /** Usage of the contact, in order of time. */
  usageOf(account: string, contact: string): Promise<UsageMark[]>;
  /** The log of erasures since then, in order of time. */
  erasures(since?: Instant): Promise<Erasure[]>;
}
