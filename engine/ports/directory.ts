import type { UsableCall } from '../ingest/usable-call.ts';
import type { Instant } from '../kernel/instant.ts';

/** The user or visitor that a call waits for. */
export type CallOwner = { user: string } | { visitor: string };

/** Calls that wait for one user or visitor. */
export const mostKeptCalls = 200;

export interface KeptCall {
  /** `segment:<messageId>`. */
  id: string;
  receivedAt: Instant;
  because: 'unknown' | 'several accounts';
  call: UsableCall;
}

/** Partition and sort key. */
export interface Kept extends KeptCall {
  place: { pk: string; sk: string };
}

export type Released = () => void;

/**
 * Accounts of users, users of visitors, and calls that wait for either. Keys contain an HMAC of the id. Reads are
 * strongly consistent.
 */
export interface Directory {
  /** At most two: enough to know that it is ambiguous. */
  accountsOf(user: string): Promise<string[]>;
  /** At most two, as above. */
  usersOf(visitor: string): Promise<string[]>;
  /**
   * Returns a callback for after the waiting calls are released: then this process caches the pair as written.
   * Undefined if it is cached already.
   */
  join(user: string, account: string): Promise<Released | undefined>;
  link(visitor: string, user: string): Promise<Released | undefined>;
  /** Stores a call for a month, up to `mostKeptCalls` per owner. Idempotent. */
  keep(owner: CallOwner, call: KeptCall): Promise<'kept' | 'full'>;
  /** In order of id. */
  kept(owner: CallOwner): Promise<Kept[]>;
  forget(kept: Kept): Promise<void>;
  /** For operators, in order of time. Eventually consistent. */
  allKept(): Promise<Kept[]>;
}
