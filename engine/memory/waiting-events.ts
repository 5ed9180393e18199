import type { DomainEvent } from '../account/event.ts';
import { afterUsageRetention } from '../ports/retention.ts';
import type { WaitingEvents, WaitingFor } from '../ports/waiting-events.ts';
import { waitingOwners } from '../ports/waiting-events.ts';
import { immutable } from './immutable.ts';
import { allLasting, deleteLasting, newLastingRows, putLasting } from './lasting-rows.ts';
import type { ChangeWriters } from './row-write.ts';
import { entry, type Store } from './store.ts';

export const memoryWaitingEvents = ({ waiting, clock }: Store): WaitingEvents => ({
  find: async (owner, { atMost } = { atMost: Number.POSITIVE_INFINITY }) =>
    allLasting(waiting.get(ownerName(owner)) ?? newLastingRows<DomainEvent>(), clock.now()).slice(0, atMost),
});

export const waitingWriters: ChangeWriters<'waiting' | 'noLongerWaiting'> = {
  waiting: ({ event }, _rows, { waiting, clock }) =>
    rowsOf(event, owner => {
      const row = { value: immutable(event), expiresAt: afterUsageRetention(event.receivedAt) };
      putLasting(entry(waiting, owner, newLastingRows<DomainEvent>), keyOf(event), row, clock.now());
    }),

  noLongerWaiting: ({ event }, _rows, { waiting }) =>
    rowsOf(event, owner => deleteLasting(entry(waiting, owner, newLastingRows<DomainEvent>), keyOf(event))),
};

const rowsOf = (event: DomainEvent, apply: (owner: string) => void) =>
  waitingOwners(event).map(owner => ({
    row: `waiting ${ownerName(owner)} ${keyOf(event)}`,
    isWhole: true as const,
    apply: () => apply(ownerName(owner)),
  }));

/** In order of time. */
const keyOf = ({ occurredAt, id }: DomainEvent): string => `${occurredAt}#${id}`;

const ownerName = (owner: WaitingFor): string => JSON.stringify(owner);
