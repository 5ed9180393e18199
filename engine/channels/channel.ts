import type { TouchStep } from '../definition/step.ts';
import type { TouchChannel } from '../sending/reach.ts';

/** A channel's manifest: its audience, and the rights and secrets of `deliver-touch` for it. */
export interface Channel<Step extends TouchStep = TouchStep> extends TouchChannel<Step> {
  /** Rights beyond the table's. */
  uses?: readonly 'mail'[];
  /** Secrets that it sends with: destinations hold addresses and keys by name; the token secret signs links. */
  secrets?: readonly ('DAYMARK_TOKEN_SECRET' | 'DAYMARK_DESTINATIONS')[];
  /**
   * Secrets that it alone sends with: their variables (`DAYMARK_A_B` is the secret `a-b` in Secrets Manager), with
   * their substitutes in the local cloud. It finds them in `settings.channelSecrets`.
   */
  ownSecrets?: Readonly<Record<`DAYMARK_${string}`, string>>;
}
