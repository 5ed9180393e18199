import { bareName } from '../kernel/same-word.ts';
import type { Scalar } from '../kernel/scalar.ts';
import type { Profile } from './account.ts';

/**
 * States of a subscription or an account, with the names of payment processors and CRMs. A catalog may declare its own
 * instead.
 */
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

/** The status for another word that processors and CRMs use for it. */
export const statusMeant = (word: string): string | undefined => otherWords.get(bareName(word));

const otherWords: ReadonlyMap<string, string> = new Map([
  ['intrial', 'trialing'],
  ['trial', 'trialing'],
  ['nonrenewing', 'active'],
  ['cancelled', 'canceled'],
  ['churned', 'canceled'],
  // Of Recurly, Braintree and WooCommerce.
  ['expired', 'canceled'],
  ['ended', 'canceled'],
  ['terminated', 'canceled'],
]);

/** The status that another word may stand for, to suggest it: such words are not sure enough to act on. */
export const likelyStatus = (word: string): string | undefined => likelyWords.get(bareName(word));

const likelyWords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    active: ['live', 'current', 'paying', 'paid', 'customer', 'subscribed', 'renewed', 'won', 'enabled'],
    trialing: ['freetrial', 'evaluation', 'evaluating', 'poc', 'pilot', 'trialling'],
    past_due: ['overdue', 'paymentoverdue', 'late', 'dunning', 'delinquent', 'ingrace', 'graceperiod', 'arrears'],
    paused: ['onhold', 'hold', 'suspended', 'frozen', 'stopped'],
    canceled: [
      ...['lapsed', 'inactive', 'notrenewed', 'closed', 'lost', 'former', 'formercustomer', 'excustomer', 'left'],
      ...['gone', 'churn', 'cancellation', 'offboarded', 'deactivated', 'disabled', 'unsubscribed', 'quit'],
    ],
    deleted: ['removed', 'erased', 'purged'],
  }).flatMap(([status, words]) => words.map(word => [word, status] as const)),
);

/** Whether an account of that status no longer pays and won't resume on its own. */
export const hasLeft = (status: Scalar | undefined): boolean => status === 'canceled' || status === 'deleted';

/** Whether the account was deleted, and not created again since. False for an account that is not known. */
export const isDeleted = (profile: Pick<Profile, 'attributes'> | undefined): boolean =>
  profile?.attributes.status?.value === 'deleted';
