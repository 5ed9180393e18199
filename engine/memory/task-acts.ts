import { afterTaskAct } from '../ports/retention.ts';
import type { TaskActs, TaskRevision } from '../ports/task-acts.ts';
import { expiringAt, putExpiringFirst } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryTaskActs = (store: Store): TaskActs => ({
  asked: async (of, now) => expiringAt(readAccount(store, of.account).taskActs, placeOf(of), now),
  ask: async (of, event, now) => {
    const row = { value: immutable(event), expiresAt: afterTaskAct(now) };
    return putExpiringFirst(accountRows(store, of.account).taskActs, placeOf(of), row, now);
  },
});

const placeOf = ({ task, revision }: TaskRevision): string => `${task}#${revision}`;
