import { MailRejected, MailThrottled, PostFailed } from '../ports.ts';
import type { PreparedTouch } from './outgoing-touch.ts';

export type HandOverOutcome =
  | { outcome: 'accepted'; messageId?: string }
  | { outcome: 'rejected' | 'throttled' | 'unknown' };

/** Hands a delivery over once. Whatever is no clear answer leaves its fate unknown: it may have been sent. */
export const handOver = async (prepared: Extract<PreparedTouch, { kind: 'handedOver' }>): Promise<HandOverOutcome> => {
  try {
    return { outcome: 'accepted', ...(await prepared.handOver()) };
  } catch (error) {
    if (error instanceof MailRejected || error instanceof PostFailed) return { outcome: 'rejected' };
    return { outcome: error instanceof MailThrottled ? 'throttled' : 'unknown' };
  }
};
