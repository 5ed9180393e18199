import type { DomainEvent } from '../../account/event.ts';
import { customersIn } from '../../connectors/customers.ts';
import type { PortsWith } from '../../ports/ports.ts';

/**
 * A customer's events are of one account, the one that named it last: where another one that is not deleted still names it, an invoice
 * that it failed to pay is settled elsewhere. Looked at before the event takes it.
 */
export const tellSharedCustomers = async (
  { account, fields }: DomainEvent & { account: string },
  { accounts, alarms, customers }: PortsWith<'customers'>,
): Promise<void> => {
  for (const customer of customersIn(fields)) {
    const other = await customers.accountOf(customer);
    if (other === undefined || other === account) continue;
    const { profile } = await accounts.snapshot(other, { withoutContacts: true });
    const values = Object.fromEntries(
      Object.entries(profile?.attributes ?? {}).map(([name, { value }]) => [name, value]),
    );
    if (values.status !== 'deleted' && customersIn(values).includes(customer))
      await alarms.raise({ alarm: 'customer-shared', customer, account, other });
  }
};
