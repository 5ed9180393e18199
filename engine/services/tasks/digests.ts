import type { CalendarDate, Instant } from '../../domain/instant.ts';

/** The ledger of Monday digests, by CSM and week. */
export interface Digests {
  /** Takes the digest to send it; false when it was taken before. One of unknown fate may be taken so many times. */
  claim(csm: string, monday: CalendarDate, options: { now: Instant; tries: number }): Promise<boolean>;
  /** There is nothing to tell, unless the digest was taken before. */
  skip(csm: string, monday: CalendarDate, now: Instant): Promise<void>;
  settle(csm: string, monday: CalendarDate, state: 'sent' | 'rejected'): Promise<void>;
  /** It was not sent: anybody may take it again. */
  release(csm: string, monday: CalendarDate): Promise<void>;
}
