import { type CalendarDate, type Instant, plusSeconds } from '../kernel/instant.ts';

/** Identifies work that is done at most once: a notice of a task to one sink, or a CSM's digest of a week. */
export type Claim =
  | { kind: 'notice'; account: string; name: string }
  | { kind: 'digest'; csm: string; monday: CalendarDate };

/**
 * Work that is done at most once. It is claimed first, then settled with its outcome, or released if it certainly was
 * not done. Deliveries have claims of their own among the changes of their account, because they consume caps. Strongly
 * consistent; each call is one conditional write, and its retry after a lost answer does not conflict with itself.
 */
export interface ClaimLedger {
  /**
   * `claimed`: the caller must do it. `taken`: another process has claimed and not settled it. `settled`: it is done. A
   * claim older than `overAfterSeconds` (default 15 minutes) can be claimed again, up to `maxAttempts` times in all
   * (default 1). Once it expires (`retention.ts`), it counts as never claimed.
   */
  claim(claim: Claim, options: ClaimOptions): Promise<'claimed' | 'taken' | 'settled'>;
  /** Records the outcome. Does nothing without a claim. */
  settle(claim: Claim, outcome: 'told' | 'sent' | 'rejected'): Promise<void>;
  /** For work that was not done: any process may claim it again. */
  release(claim: Claim): Promise<void>;
}

interface ClaimOptions {
  now: Instant;
  maxAttempts?: number;
  overAfterSeconds?: number;
}

/** A claim as stored. */
export interface ClaimState {
  /** `claimed`, or the outcome. */
  state: string;
  at: Instant;
  tries: number;
}

/** An outcome is recorded within this time, or never. */
const unknownAfterSeconds = 15 * 60;

/** The result of a claim; `abandoned` may be claimed again. */
export const standingOf = (
  { state, at, tries }: ClaimState,
  { now, maxAttempts = 1, overAfterSeconds = unknownAfterSeconds }: ClaimOptions,
): 'settled' | 'taken' | 'abandoned' => {
  if (state !== 'claimed') return 'settled';
  return tries >= maxAttempts || plusSeconds(at, overAfterSeconds) > now ? 'taken' : 'abandoned';
};
