import type { Instant } from '../../domain/instant.ts';
import type { UsableCall } from './usable-call.ts';

/** Who a call is kept for until it is known whose it is. */
export type CallOwner = { user: string } | { visitor: string };

export interface KeptCall {
  /** `segment:<messageId>`. */
  id: string;
  receivedAt: Instant;
  because: 'unknown' | 'several accounts';
  call: UsableCall;
}

/** Where it is. */
export interface Kept extends KeptCall {
  place: { pk: string; sk: string };
}

export type Released = () => void;

/**
 * Which users are of which accounts, which visitors were which users, and calls that wait until that is known. Keys are made
 * of a keyed hash of the id. Reads are strongly consistent.
 */
export interface Directory {
  /** At most two: more make no difference. */
  accountsOf(user: string): Promise<string[]>;
  /** At most two. */
  usersOf(visitor: string): Promise<string[]>;
  /**
   * Answers what to call once the calls that waited for it are released: from then on this process writes it no more, and
   * answers nothing.
   */
  join(user: string, account: string): Promise<Released | undefined>;
  link(visitor: string, user: string): Promise<Released | undefined>;
  /** Keeps a call for a month, unless as many as may be wait for that owner. Keeping it again changes nothing. */
  keep(owner: CallOwner, call: KeptCall): Promise<'kept' | 'full'>;
  kept(owner: CallOwner): Promise<Kept[]>;
  forget(kept: Kept): Promise<void>;
  /** For an operator, in order of time. Eventually consistent. */
  allKept(): Promise<Kept[]>;
}
