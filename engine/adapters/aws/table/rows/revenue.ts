import type { RecurringRevenue } from '../../../../account/recurring-revenue.ts';
import type { ItemWrite } from '../item-write.ts';
import { revenueIndex, revenueKey } from '../keys.ts';
import { packed } from '../stored-item.ts';

/** Outside the range that decisions query; reports find it by the index. */
export const revenueWrite = (account: string, row: RecurringRevenue): ItemWrite => ({
  kind: 'put',
  key: revenueKey(account, row),
  item: { ...packed(row), ...revenueIndex(account, row) },
});
