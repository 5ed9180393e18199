import type { DomainEvent } from '../account/event.ts';
import { storedCustomer } from '../connectors/customers.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import { type WaitingEvents, type WaitingFor, waitingOwners } from '../ports/waiting-events.ts';
import { allExpiring, deleteExpiring, keptForGood, newExpiringRows, putExpiring } from './expiring-rows.ts';
import { immutable } from './immutable.ts';
import type { ChangeWriters } from './row-write.ts';
import { entry, type Store } from './store.ts';

export const memoryWaitingEvents = ({ waiting, clock }: Store): WaitingEvents => ({
  find: async (owner, { atMost } = { atMost: Number.POSITIVE_INFINITY }) =>
    allExpiring(waiting.get(ownerName(owner)) ?? newExpiringRows<DomainEvent>(), clock.now()).slice(0, atMost),
});

export const waitingWriters: ChangeWriters<'waiting' | 'noLongerWaiting'> = {
  waiting: ({ event }, _rows, { waiting, clock }) =>
    rowsOf(event, owner => {
      const row = { value: immutable(event), expiresAt: afterUsageRetention(event.receivedAt) };
      putExpiring(eventsOf(waiting, owner), keyOf(event), row, clock.now());
    }),

  noLongerWaiting: ({ event }, _rows, { waiting }) =>
    rowsOf(event, owner => deleteExpiring(eventsOf(waiting, owner), keyOf(event))),
};

const eventsOf = (waiting: Store['waiting'], owner: string) =>
  entry(waiting, owner, () => newExpiringRows<DomainEvent>(keptForGood));

const rowsOf = (event: DomainEvent, apply: (owner: string) => void) =>
  waitingOwners(event).map(owner => ({
    row: `waiting ${ownerName(owner)} ${keyOf(event)}`,
    isWhole: true as const,
    apply: () => apply(ownerName(owner)),
  }));

/** Sorts by time. */
const keyOf = ({ occurredAt, id }: DomainEvent): string => `${occurredAt}#${id}`;

const ownerName = (owner: WaitingFor): string => {
  if (owner === 'unmatched') return unmatched;
  return 'account' in owner ? prefixes.account + owner.account : prefixes.customer + storedCustomer(owner.customer);
};

/** Inverse of `ownerName`. */
export const ownerNamed = (name: string): WaitingFor => {
  if (name === unmatched) return 'unmatched';
  return name.startsWith(prefixes.account)
    ? { account: name.slice(prefixes.account.length) }
    : { customer: name.slice(prefixes.customer.length) };
};

const prefixes = { account: 'account ', customer: 'customer ' } as const;
const unmatched = 'unmatched';
