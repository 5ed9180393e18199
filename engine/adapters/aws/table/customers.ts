import type { Customers } from '../../../ports/customers.ts';
import { customerKey } from './keys.ts';
import { content } from './stored-item.ts';
import { itemAt, type Table } from './table.ts';

export const tableCustomers = (table: Table): Customers => ({
  accountOf: async customer => {
    const item = await itemAt(table, customerKey(customer));
    return item && content<{ account: string }>(item).account;
  },
});
