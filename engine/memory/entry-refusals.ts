import { type EntryRefusals, newOnceADay } from '../ports/entry-refusals.ts';
import { afterEntryRefusal } from '../ports/retention.ts';
import { allExpiring, newExpiringRows, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { entry, type Store } from './store.ts';

export const memoryEntryRefusals = ({ entryRefusals, clock }: Store): EntryRefusals => {
  const isNew = newOnceADay();
  return {
    keep: async refusal => {
      if (!isNew(refusal)) return;
      const rows = entry(entryRefusals, refusal.account, () => newExpiringRows());
      const row = { value: immutable(refusal), expiresAt: afterEntryRefusal(refusal.at) };
      putExpiring(rows, refusal.journey, row, clock.now());
    },
    of: async account => {
      const rows = entryRefusals.get(account);
      return rows ? allExpiring(rows, clock.now()) : [];
    },
  };
};
