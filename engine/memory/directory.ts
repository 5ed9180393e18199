import {
  type CallOwner,
  type Directory,
  type Kept,
  type KeptCall,
  mostKeptCalls,
  type Released,
} from '../ports/directory.ts';
import { byReceipt } from '../ports/refusals.ts';
import { afterCall } from '../ports/retention.ts';
import { allExpiring, deleteExpiring, expiringAt, keptForGood, newExpiringRows, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import { newRows, putRow, type Rows } from './rows.ts';
import { entry, type Store } from './store.ts';

export const memoryDirectory = ({ accountsOfUsers, usersOfVisitors, keptCalls, clock }: Store): Directory => {
  const known = new Set<string>();
  const writeOnce = (rows: Rows<string>, value: string, pair: string): Released | undefined => {
    if (known.has(pair)) return undefined;
    putRow(rows, value, value);
    return () => void known.add(pair);
  };
  const keptBy = (name: string): Kept[] =>
    allExpiring(keptCalls.get(name) ?? newExpiringRows<KeptCall>(), clock.now()).map(call => ({
      ...call,
      place: { pk: name, sk: call.id },
    }));

  return {
    accountsOf: async user => firstTwo(accountsOfUsers.get(user)),
    usersOf: async visitor => firstTwo(usersOfVisitors.get(visitor)),
    join: async (user, account) =>
      writeOnce(entry(accountsOfUsers, user, newRows<string>), account, JSON.stringify({ user, account })),
    link: async (visitor, user) =>
      writeOnce(entry(usersOfVisitors, visitor, newRows<string>), user, JSON.stringify({ visitor, user })),
    keep: async (owner, call) => {
      const now = clock.now();
      const calls = entry(keptCalls, nameOf(owner), () => newExpiringRows<KeptCall>(keptForGood));
      if (expiringAt(calls, call.id, now) === undefined && allExpiring(calls, now).length >= mostKeptCalls)
        return 'full';
      putExpiring(calls, call.id, { value: immutable(call), expiresAt: afterCall(call.receivedAt) }, now);
      return 'kept';
    },
    kept: async owner => keptBy(nameOf(owner)),
    forget: async ({ place }) => {
      const calls = keptCalls.get(place.pk);
      if (calls) deleteExpiring(calls, place.sk);
    },
    allKept: async () => [...keptCalls.keys()].flatMap(keptBy).sort(byReceipt),
  };
};

const firstTwo = (rows: Rows<string> | undefined): string[] => rows?.values.slice(0, 2) ?? [];

const nameOf = (owner: CallOwner): string => JSON.stringify(owner);
