import type { DomainEvent } from '../../../../domain/event.ts';
import type { ItemWrite } from '../item-write.ts';
import { waitingKey } from '../keys.ts';
import { afterUsageRetention } from '../stored-item.ts';

export const waitingWrite = (event: DomainEvent): ItemWrite => ({
  kind: 'put',
  key: waitingKey(event),
  item: { ...event, expiresAt: afterUsageRetention(event.receivedAt) },
});

/** Takes the event as it was kept: a billing event that meanwhile got its account still waits under its customer. */
export const noLongerWaitingWrite = (event: DomainEvent): ItemWrite => ({ kind: 'delete', key: waitingKey(event) });
