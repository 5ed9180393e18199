import type { CalendarDate, Instant } from '../../domain/instant.ts';

/** The ledger of Monday digests, by CSM and week. */
export interface Digests {
  /**
   * Takes the digest to send it: `mine`. `settled`: it was sent or refused, or there was nothing to tell. `open`: somebody took it
   * and has not said yet what became of it; if nobody does for a while it may be taken again, so many times in all.
   */
  claim(
    csm: string,
    monday: CalendarDate,
    options: { now: Instant; tries: number },
  ): Promise<'mine' | 'settled' | 'open'>;
  /** There is nothing to tell, unless the digest was taken before. */
  skip(csm: string, monday: CalendarDate, now: Instant): Promise<void>;
  /** What became of one that was taken, as the answer said or, where that was lost, the mail service's events. */
  settle(csm: string, monday: CalendarDate, state: 'sent' | 'rejected'): Promise<void>;
  /** It was not sent: anybody may take it again. */
  release(csm: string, monday: CalendarDate): Promise<void>;
}
