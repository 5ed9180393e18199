import type { Instant, Second } from './instant.ts';
import type { MessageClass } from './policy.ts';
import type { Channel } from './timeline.ts';

/**
 * One attempt to reach one contact, in the ledger before anything is sent.
 * `claimed` with nobody at work means that the process died between hand-over and answer: its fate is unknown.
 */
export interface Delivery {
  /** `deliveryId(...)`: a hash of account, journey, step, term, iteration, contact and channel; never of an execution. */
  id: string;
  account: string;
  enrollment: string;
  journey: string;
  step: string;
  contact: string;
  channel: Channel;
  class: MessageClass;
  template: string;
  contentHash: string;
  state: DeliveryState;
  /** How often it was handed to the channel. */
  attempts: number;
  /** How often a process took it upon itself to hand it over: only the latest one may. */
  claims?: number;
  claimedAt: Instant;
  /** Its fate is unknown, and nobody waits for news any more. */
  isFinal?: true;
  /** When a held delivery is tried again. */
  until?: Second;
  /** Why it could not be rendered. */
  failure?: string;
  /** The mail service's id, once it answered. */
  messageId?: string;
  /** Facts from feedback, each with its time; they arrive in any order. */
  facts: Readonly<Partial<Record<DeliveryFact, Instant>>>;
}

/**
 * `held`: not sent yet, may be claimed; `claimedAt` is then when it was first held. `reserved`: counted against the caps and
 * about to go, but nothing has left yet, so whoever comes next may send it. `claimed`: handed over, or at that very moment.
 */
export type DeliveryState = 'held' | 'reserved' | 'claimed' | 'accepted' | 'rejected' | 'unknown';

/** Has nothing of it left this system yet? */
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
