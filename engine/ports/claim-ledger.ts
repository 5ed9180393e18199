import { type CalendarDate, type Instant, plusSeconds } from '../kernel/instant.ts';

/** Names what is done at most once: a notice of a task to one sink, or a CSM's digest of a week. */
export type Claim =
  | { kind: 'notice'; account: string; name: string }
  | { kind: 'digest'; csm: string; monday: CalendarDate };

/**
 * Work that is done at most once. It is claimed before it is done, and settled with its outcome, or released if it certainly was not
 * done. Deliveries are claimed and settled in the same words, as changes of their account, since caps are consumed with them.
 * Strongly consistent; each call is one conditional write, and a lost answer does not refuse the caller's own claim.
 */
export interface ClaimLedger {
  /**
   * `claimed`: it is the caller's to do. `taken`: another process has claimed it, and has not said how it ended. `settled`: it is
   * done. A claim of more than `overAfterSeconds` ago (default 15 minutes) is claimed again while it was claimed less than
   * `maxAttempts` times. After its time (`retention.ts`) it is as if it had never been claimed.
   */
  claim(claim: Claim, options: ClaimOptions): Promise<'claimed' | 'taken' | 'settled'>;
  /** How it ended. Does nothing where there is no claim. */
  settle(claim: Claim, outcome: 'told' | 'sent' | 'rejected'): Promise<void>;
  /** It was not done: any process may claim it again. */
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

/** News of how it ended comes sooner than this, or not at all. */
const unknownAfterSeconds = 15 * 60;

/** The result of a claim; `abandoned` may be claimed again. */
export const standingOf = (
  { state, at, tries }: ClaimState,
  { now, maxAttempts = 1, overAfterSeconds = unknownAfterSeconds }: ClaimOptions,
): 'settled' | 'taken' | 'abandoned' => {
  if (state !== 'claimed') return 'settled';
  return tries >= maxAttempts || plusSeconds(at, overAfterSeconds) > now ? 'taken' : 'abandoned';
};
