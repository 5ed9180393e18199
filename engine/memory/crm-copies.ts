import type { CrmCopies, CrmCopy } from '../ports/crm-copies.ts';
import { afterCrmCopy } from '../ports/retention.ts';
import { immutable } from './immutable.ts';
import { deleteLasting, lastingAt, putLasting } from './lasting-rows.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryCrmCopies = (store: Store): CrmCopies => ({
  keep: async ({ account, id }, copy, now) => {
    const expiresAt = afterCrmCopy(now);
    putLasting(store.copiedTasks, nameOf(copy), { value: immutable({ account, id }), expiresAt }, now);
    putLasting(accountRows(store, account).crmCopies, `${copy.crm}#${id}`, { value: immutable(copy), expiresAt }, now);
  },
  ofTask: async ({ account, id }, crm) =>
    lastingAt(readAccount(store, account).crmCopies, `${crm}#${id}`, store.clock.now()),
  taskOf: async copy => lastingAt(store.copiedTasks, nameOf(copy), store.clock.now()),
  forget: async copy => deleteLasting(store.copiedTasks, nameOf(copy)),
});

const nameOf = ({ crm, id }: CrmCopy): string => `${crm}#${id}`;
