import { storedCustomer } from '../connectors/customers.ts';
import type { Customers } from '../ports/customers.ts';
import type { ChangeWriters } from './row-write.ts';
import type { Store } from './store.ts';

export const memoryCustomers = ({ customers }: Store): Customers => ({
  accountOf: async customer => customers.get(storedCustomer(customer)),
});

export const customerWriters: ChangeWriters<'customer'> = {
  customer: ({ customer, account }, _rows, { customers }) => [
    {
      row: `customer ${storedCustomer(customer)}`,
      isWhole: true,
      apply: () => void customers.set(storedCustomer(customer), account),
    },
  ],
};
