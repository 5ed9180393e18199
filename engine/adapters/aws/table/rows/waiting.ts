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

/**
 * Pass the event as it was stored: a billing event whose account has since become known still waits under its customer.
 */
export const noLongerWaitingWrites = (event: DomainEvent): ItemWrite[] =>
  waitingKeys(event).map(key => ({ kind: 'delete', key }));
