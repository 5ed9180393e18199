import { MailRejected, MailThrottled } from '../ports/ports.ts';
import { PostRefused, PostUnavailable } from '../ports/poster.ts';
import type { OutgoingDelivery } from './outgoing-touch.ts';

export type SendOutcome =
  | { outcome: 'accepted'; messageId?: string }
  | { outcome: 'rejected' | 'throttled' | 'unknown' }
  /** The receiver of a post is busy or down, and may take the same post later. */
  | { outcome: 'unavailable'; retryAfterSeconds: number };

/** Hands a delivery over once. Whatever is no clear answer leaves its fate unknown: it may have been sent. */
export const sendVia = async (prepared: OutgoingDelivery): Promise<SendOutcome> => {
  try {
    return { outcome: 'accepted', ...(await prepared.send()) };
  } catch (error) {
    if (error instanceof PostUnavailable) return { outcome: 'unavailable', retryAfterSeconds: error.retryAfterSeconds };
    if (error instanceof MailRejected || error instanceof PostRefused) return { outcome: 'rejected' };
    return { outcome: error instanceof MailThrottled ? 'throttled' : 'unknown' };
  }
};
