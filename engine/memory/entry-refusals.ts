import { type EntryRefusals, newOnceADay } from '../ports/entry-refusals.ts';
import { afterEntryRefusal } from '../ports/retention.ts';
import { immutable } from './immutable.ts';
import { allLasting, newLastingRows, putLasting } from './lasting-rows.ts';
import { entry, type Store } from './store.ts';

export const memoryEntryRefusals = ({ entryRefusals, clock }: Store): EntryRefusals => {
  const isNew = newOnceADay();
  return {
    keep: async refusal => {
      if (!isNew(refusal)) return;
      const rows = entry(entryRefusals, refusal.account, () => newLastingRows());
      const row = { value: immutable(refusal), expiresAt: afterEntryRefusal(refusal.at) };
      putLasting(rows, refusal.journey, row, clock.now());
    },
    of: async account => {
      const rows = entryRefusals.get(account);
      return rows ? allLasting(rows, clock.now()) : [];
    },
  };
};
