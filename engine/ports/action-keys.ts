import { sha256Of } from '../account/sha256-of.ts';
import type { Instant } from '../kernel/instant.ts';

/** How a client names what it asks, so that it is done once however often it asks: the `idempotency-key` of a person's request. */
export interface ActionKey {
  by: string;
  key: string;
}

export interface AskedAction {
  /** Digest of the request. */
  request: string;
  /** When it was asked first. */
  at: Instant;
  /** Once it is done: what was answered, as JSON. */
  answer?: { status: number; body: string };
}

/** Requests by idempotency key, for a day. Strongly consistent. */
export interface ActionKeys {
  /** Returns what was asked first: the given request, unless there was one under that key. */
  begin(key: ActionKey, asked: AskedAction): Promise<AskedAction>;
  finish(key: ActionKey, asked: AskedAction): Promise<void>;
}

export const actionKeyDigest = ({ by, key }: ActionKey): string => sha256Of(by, key);
