import type { AccountSnapshot } from '../../engine/account/account.ts';

/** As data that two worlds can be compared by: usage as its marks; DynamoDB returns sets in no order. */
export const plain = <State extends Pick<AccountSnapshot, 'usage' | 'retired'>>({
  usage,
  retired,
  ...state
}: State) => ({
  ...state,
  ...(retired && { retired: retired.toSorted() }),
  usage: [...usage],
});
