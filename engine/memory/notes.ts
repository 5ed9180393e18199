import { concernsPerson, notePlace, withoutWords } from '../account/note.ts';
import type { Notes } from '../ports/notes.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import { allExpiring, expiringAt, expiringBetween, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { latestLasting } from './latest-first.ts';
import { accountRows, readAccount, type Store } from './store.ts';

export const memoryNotes = (store: Store): Notes => ({
  keep: async note => {
    const { notes } = accountRows(store, note.account);
    if (expiringAt(notes, notePlace(note), store.clock.now())) return;
    putExpiring(notes, notePlace(note), lasting(note), store.clock.now());
  },

  ofAccount: async (account, { limit, before }) => {
    const page = { limit, before: before && notePlace(before), now: store.clock.now() };
    const { found, isLast } = latestLasting(readAccount(store, account).notes, page);
    return { notes: found, isLast };
  },

  // `~` sorts behind every instant.
  ofTask: async (account, task, since) =>
    expiringBetween(readAccount(store, account).notes, since, '~', store.clock.now()).filter(
      note => note.task === task,
    ),

  forget: async (account, person) => {
    const { notes } = readAccount(store, account);
    for (const note of allExpiring(notes, store.clock.now()))
      if (concernsPerson(note, person))
        putExpiring(notes, notePlace(note), lasting(withoutWords(note)), store.clock.now());
  },
});

const lasting = <Value extends { at: string }>(note: Value) => ({
  value: immutable(note),
  expiresAt: afterUsageRetention(note.at),
});
