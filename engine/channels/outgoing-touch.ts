import type { AccountSnapshot } from '../account/account.ts';
import type { Change } from '../account/change.ts';
import type { Enrollment } from '../account/enrollment.ts';
import type { TouchStep } from '../definition/step.ts';
import type { TouchCall } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { MailRejected, MailThrottled } from '../ports/ports.ts';
import { PostRefused, PostUnavailable } from '../ports/poster.ts';
import type { Addressee } from '../sending/decide-touch.ts';

/** One delivery that passed the gate. */
export interface OutgoingTouch<Step extends TouchStep = TouchStep> {
  call: TouchCall & { step: Step };
  snapshot: AccountSnapshot;
  enrollment: Enrollment;
  addressee: Addressee;
  now: Instant;
}

/**
 * A rendered delivery, which can only fail in transit. `written`: a channel of our own, stored with the timeline,
 * exactly once. `outgoing`: handed over to another service, and its outcome may stay unknown.
 */
export type PreparedTouch = { kind: 'written'; changes: readonly Change[] } | OutgoingDelivery;

export interface OutgoingDelivery {
  kind: 'outgoing';
  send: () => Promise<{ messageId?: string }>;
}

export const isOutgoing = (prepared: PreparedTouch): prepared is OutgoingDelivery => prepared.kind === 'outgoing';

export type SendOutcome =
  | { outcome: 'accepted'; messageId?: string }
  | { outcome: 'rejected' | 'throttled' | 'unknown' }
  /** The receiver of a post is busy or down; a retry may succeed. */
  | { outcome: 'unavailable'; retryAfterSeconds: number };

/** Hands a delivery over once. Any unclear answer leaves its outcome unknown: it may have been sent. */
export const sendVia = async (prepared: OutgoingDelivery): Promise<SendOutcome> => {
  try {
    return { outcome: 'accepted', ...(await prepared.send()) };
  } catch (error) {
    if (error instanceof PostUnavailable) return { outcome: 'unavailable', retryAfterSeconds: error.retryAfterSeconds };
    if (error instanceof MailRejected || error instanceof PostRefused) return { outcome: 'rejected' };
    return { outcome: error instanceof MailThrottled ? 'throttled' : 'unknown' };
  }
};
