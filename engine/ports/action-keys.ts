import { sha256Of } from '../account/sha256-of.ts';
import type { Instant } from '../kernel/instant.ts';

/** The `idempotency-key` of a person's request, so that repeats of the request act only once. */
export interface ActionKey {
  by: string;
  key: string;
}

export interface AskedAction {
  /** Digest of the request. */
  request: string;
  /** When it was first requested. */
  at: Instant;
  /** The answer as JSON, once the action is done. */
  answer?: { status: number; body: string };
}

/** Requests by idempotency key, for a day. Strongly consistent. */
export interface ActionKeys {
  /** Returns the first request with that key: the given one, unless there was an earlier one. */
  begin(key: ActionKey, asked: AskedAction): Promise<AskedAction>;
  finish(key: ActionKey, asked: AskedAction): Promise<void>;
}

export const actionKeyDigest = ({ by, key }: ActionKey): string => sha256Of(by, key);
