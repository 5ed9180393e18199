import type { Scalar } from '../kernel/scalar.ts';

/** States of a subscription or of the account itself, as payment processors and CRMs name them. A catalog may name its own instead. */
export const accountStatuses = [
  'active',
  'trialing',
  'past_due',
  'unpaid',
  'paused',
  'canceled',
  'incomplete',
  'incomplete_expired',
  // Chargebee's.
  'future',
  'in_trial',
  'non_renewing',
  'cancelled',
  'transferred',
  'deleted',
] as const;

/** Does an account of that status pay nothing any more, and not come back by itself? */
export const hasLeft = (status: Scalar | undefined): boolean => status === 'canceled' || status === 'deleted';
