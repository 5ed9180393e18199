import type { CountedEnrollment } from '../../../../counts/counted.ts';
import type { ListedAccount } from '../../../../counts/listed-account.ts';
import type { SumsOfDay } from '../../../../counts/sums-by-day.ts';
import { countedIndex, countedKey, listedKey, sumsKey } from '../count-keys.ts';
import type { ItemWrite } from '../item-write.ts';
import { packed } from '../stored-item.ts';

/**
 * The account's row in the list, or a bare revision if it is not listed. `revision`: number of its writes, this
 * included.
 */
export const listedWrite = (account: string, row: ListedAccount | undefined, revision: number): ItemWrite => ({
  kind: 'put',
  key: listedKey(account),
  item: { ...packed({ row }), revision },
  tests: [revision === 1 ? { kind: 'isNew' } : { kind: 'is', attribute: 'revision', value: revision - 1 }],
});

export const countedWrite = (counted: CountedEnrollment): ItemWrite => ({
  kind: 'put',
  key: countedKey(counted.account, counted.enrollment),
  item: { ...countedIndex(counted), ...packed(counted) },
});

/** Adds to the sums of a version and day. */
export const sumsWrite = ({ sums, ...place }: SumsOfDay): ItemWrite => ({
  kind: 'update',
  key: sumsKey(place),
  sum: Object.entries(sums).map(([attribute, by]) => ({ attribute, by })),
});
