import type { AllAccounts, StillWaiting } from '../ports/all-accounts.ts';
import { memoryAccountRecords } from './account-records.ts';
import { allRows } from './rows.ts';
import type { Store } from './store.ts';
import { ownerNamed } from './waiting-events.ts';

export const memoryAllAccounts = (store: Store): AllAccounts => {
  const accounts = () => [...store.accounts.values()];
  return {
    timeline: async () => accounts().flatMap(({ lines }) => allRows(lines)),
    health: async () => accounts().flatMap(({ health }) => health.rows.values.map(({ value }) => value)),
    async *records() {
      yield* memoryAccountRecords(store).of([...store.accounts.keys()]);
    },
    stillWaiting: async () => [...eventsWaiting(store), ...callsWaiting(store)],
    nextDue: async now => {
      const due = accounts().flatMap(({ evaluation }) => (evaluation?.dueAt && evaluation.dueOnce) || []);
      return due.reduce<string | undefined>(
        (first, at) => (at > now && !(first && first <= at) ? at : first),
        undefined,
      );
    },
  };
};

const eventsWaiting = ({ waiting }: Store): StillWaiting[] =>
  [...waiting]
    .map(([owner, { rows }]) => ({ owner, events: rows.keys.length }))
    .filter(({ events }) => events > 0)
    .sort((a, b) => (`${a.owner},${a.events}` < `${b.owner},${b.events}` ? -1 : 1))
    .map(({ owner, events }) => ({ of: ownerNamed(owner), events }));

/** All calls that wait for a user or visitor, as one entry. */
const callsWaiting = ({ keptCalls }: Store): StillWaiting[] => {
  const calls = [...keptCalls.values()].flatMap(({ rows }) => rows.values.map(({ value }) => value.call));
  const users = [...new Set(calls.map(({ user, visitor }) => user ?? visitor ?? ''))].sort();
  return calls.length > 0 ? [{ of: { users }, events: calls.length }] : [];
};
