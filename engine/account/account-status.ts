import { bareName } from '../kernel/closed-set.ts';
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
  'transferred',
  'deleted',
] as const;

/** The status that another word for it means, as processors and CRMs write them. */
export const statusMeant = (word: string): string | undefined => otherWords.get(bareName(word));

const otherWords: ReadonlyMap<string, string> = new Map([
  ['intrial', 'trialing'],
  ['trial', 'trialing'],
  ['nonrenewing', 'active'],
  ['cancelled', 'canceled'],
  ['churned', 'canceled'],
]);

/** Does an account of that status pay nothing any more, and not come back by itself? */
export const hasLeft = (status: Scalar | undefined): boolean => status === 'canceled' || status === 'deleted';
