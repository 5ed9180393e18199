import { afterTaskMessage, isAlive } from '../ports/retention.ts';
import type { TaskMessages } from '../ports/task-messages.ts';
import { putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { rowsUnder } from './rows.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryTaskMessages = (store: Store): TaskMessages => ({
  keep: async ({ account, id }, place, now) => {
    const row = { value: immutable(place), expiresAt: afterTaskMessage(now) };
    putExpiring(accountRows(store, account).taskMessages, `${id}#${place.ts}#${place.channel}`, row, now);
  },
  ofTask: async ({ account, id }) =>
    rowsUnder(readAccount(store, account).taskMessages.rows, `${id}#`).flatMap(row =>
      isAlive(row, store.clock.now()) ? [row.value] : [],
    ),
});
