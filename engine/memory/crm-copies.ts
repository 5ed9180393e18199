import type { CrmCopies, CrmCopy } from '../ports/crm-copies.ts';
import { afterCrmCopy } from '../ports/retention.ts';
import { deleteExpiring, expiringAt, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryCrmCopies = (store: Store): CrmCopies => ({
  keep: async ({ account, id }, copy, now) => {
    const expiresAt = afterCrmCopy(now);
    putExpiring(store.copiedTasks, nameOf(copy), { value: immutable({ account, id }), expiresAt }, now);
    putExpiring(accountRows(store, account).crmCopies, `${copy.crm}#${id}`, { value: immutable(copy), expiresAt }, now);
  },
  ofTask: async ({ account, id }, crm) =>
    expiringAt(readAccount(store, account).crmCopies, `${crm}#${id}`, store.clock.now()),
  taskOf: async copy => expiringAt(store.copiedTasks, nameOf(copy), store.clock.now()),
  forget: async copy => deleteExpiring(store.copiedTasks, nameOf(copy)),
});

const nameOf = ({ crm, id }: CrmCopy): string => `${crm}#${id}`;
