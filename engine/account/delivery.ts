import type { MessageClass } from '../definition/policy.ts';
import type { Instant, Second } from '../kernel/instant.ts';

/**
 * One attempt to reach one contact, in the ledger before anything is sent.
 * `claimed` without a live process means that it died between hand-over and answer: the outcome is unknown.
 */
export interface Delivery {
  /**
   * `deliveryId(...)`: a hash of account, journey, step, term, iteration, contact and channel; never of an execution.
   */
  id: string;
  account: string;
  enrollment: string;
  journey: string;
  step: string;
  contact: string;
  /** Name from the channel's manifest. */
  channel: string;
  class: MessageClass;
  template: string;
  contentHash: string;
  state: DeliveryState;
  /** How often it was handed to the channel. */
  attempts: number;
  /** Fencing token: how often the delivery was claimed. Only the latest claim may hand it over. */
  claims?: number;
  claimedAt: Instant;
  /** Its outcome stays unknown: feedback is no longer awaited. */
  isFinal?: true;
  /** When a held delivery is tried again. */
  until?: Second;
  /** Why rendering failed. */
  failure?: string;
  /** The mail service's id, once it answered. */
  messageId?: string;
  /** Facts from feedback, each with its time; they arrive in any order. */
  facts: Readonly<Partial<Record<DeliveryFact, Instant>>>;
  /** Set once the fact is counted among those of the journey's day. */
  'counted-bounced'?: 1;
  'counted-complained'?: 1;
}

/**
 * `held`: not sent yet, may be claimed; `claimedAt` is then when it was first held. `reserved`: counted against the
 * caps and about to be sent, but not handed over, so any later call may send it. `claimed`: hand-over begun or done,
 * answer unknown.
 */
export type DeliveryState = 'held' | 'reserved' | 'claimed' | 'accepted' | 'rejected' | 'unknown';

/** Whether it is certain that nothing was handed over yet. */
export const isStillOurs = ({ state }: Pick<Delivery, 'state'>): boolean => state === 'held' || state === 'reserved';

export type DeliveryFact =
  | 'sent'
  | 'delivered'
  | 'delayed'
  | 'opened'
  | 'clicked'
  | 'bounced'
  /** SES kept it back itself, for an address on its own list. */
  | 'suppressed'
  | 'complained'
  /** The survey in it was answered. */
  | 'answered'
  | 'rejected'
  | 'renderingFailed';
