import { usageOf } from '../account/usage.ts';
import type { UsageMark } from '../account/usage-mark.ts';
import type { Clock } from '../ports/ports.ts';
import type { AccountRows, Store } from './store.ts';
import type { UsageRows } from './usage-rows.ts';

/** The store as plain data, without indexes that can be computed from it. */
export type KeptStore = Omit<Store, 'clock' | 'accounts'> & { accounts: Map<string, KeptAccount> };

type KeptAccount = Omit<AccountRows, 'usage'> & { usage: Omit<UsageRows, 'usage'> & { marks: readonly UsageMark[] } };

export const keepStore = ({ clock: _, accounts, ...store }: Store): KeptStore => ({
  ...store,
  accounts: new Map(
    [...accounts].map(([id, { usage, ...rows }]) => {
      const { usage: known, ...rest } = usage;
      const marks = [...new Set([...known].flatMap(mark => known.sent(mark.id)))];
      return [id, { ...rows, usage: { ...rest, marks } }];
    }),
  ),
});

/** The new store takes over `kept` itself, without a copy. */
export const restoreStore = ({ accounts, ...store }: KeptStore, clock: Clock): Store => ({
  ...store,
  clock,
  accounts: new Map(
    [...accounts].map(([id, { usage, ...rows }]) => {
      const { marks, ...rest } = usage;
      return [id, { ...rows, usage: { ...rest, usage: usageOf(marks) } }];
    }),
  ),
});
