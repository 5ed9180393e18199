import type { DomainEvent } from '../../../../account/event.ts';
import { afterUsageRetention } from '../../../../ports/retention.ts';
import type { ItemWrite } from '../item-write.ts';
import { waitingKeys } from '../keys.ts';

export const waitingWrites = (event: DomainEvent): ItemWrite[] =>
  waitingKeys(event).map(key => ({
    kind: 'put',
    key,
    item: { ...event, expiresAt: afterUsageRetention(event.receivedAt) },
  }));

/** Takes the event as it was kept: a billing event that meanwhile got its account still waits under its customer. */
export const noLongerWaitingWrites = (event: DomainEvent): ItemWrite[] =>
  waitingKeys(event).map(key => ({ kind: 'delete', key }));
