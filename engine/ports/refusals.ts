import type { Instant } from '../kernel/instant.ts';
import type { Scalar } from '../kernel/scalar.ts';

/** As above, stored for operators: ids and catalog fields, no personal data. */
export interface RefusedCall {
  id: string;
  receivedAt: Instant;
  code: string;
  message: string;
  field?: string;
  type?: string;
  event?: string;
  account?: string;
  user?: string;
  fields: Readonly<Record<string, Scalar>>;
}

/** Rejected calls, stored for a month. */
export interface Refusals {
  /** Idempotent. */
  keep(call: RefusedCall): Promise<void>;
  /** Ordered by time. */
  all(): Promise<RefusedCall[]>;
}

/** Compares by time of receipt. */
export const byReceipt = (a: { receivedAt: Instant }, b: { receivedAt: Instant }): number =>
  a.receivedAt < b.receivedAt ? -1 : a.receivedAt > b.receivedAt ? 1 : 0;
