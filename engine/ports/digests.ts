import type { CalendarDate, Instant } from '../kernel/instant.ts';

/** The ledger of Monday digests, by CSM and week. */
export interface Digests {
  /**
   * Claims the digest: `mine`. `settled`: it was sent or refused, or was empty. `open`: another process has claimed it, without an
   * outcome yet; the claim expires, and the digest may be claimed again a limited number of times.
   */
  claim(
    csm: string,
    monday: CalendarDate,
    options: { now: Instant; tries: number },
  ): Promise<'mine' | 'settled' | 'open'>;
  /** There is nothing to tell, unless the digest was taken before. */
  skip(csm: string, monday: CalendarDate, now: Instant): Promise<void>;
  /** Outcome of a claimed digest, from the answer or, if that was lost, from the mail service's events. */
  settle(csm: string, monday: CalendarDate, state: 'sent' | 'rejected'): Promise<void>;
  /** It was not sent: it may be claimed again. */
  release(csm: string, monday: CalendarDate): Promise<void>;
}
