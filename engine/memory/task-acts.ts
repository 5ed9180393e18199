import { afterTaskAct } from '../ports/retention.ts';
import type { TaskActs, TaskRevision } from '../ports/task-acts.ts';
import { expiringAt, putExpiringFirst } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryTaskActs = (store: Store): TaskActs => ({
  asked: async (revision, now) => expiringAt(readAccount(store, revision.account).taskActs, placeOf(revision), now),
  ask: async (revision, event, now) => {
    const row = { value: immutable(event), expiresAt: afterTaskAct(now) };
    return putExpiringFirst(accountRows(store, revision.account).taskActs, placeOf(revision), row, now);
  },
});

const placeOf = ({ task, revision }: TaskRevision): string => `${task}#${revision}`;
