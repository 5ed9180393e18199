import type { DomainEvent } from '../account/event.ts';

/** More events waited for a newly known account than one invocation can route. */
const name = 'daymark.waiting';

type Owned = DomainEvent & { account: string };

export const isStillWaiting = (event: DomainEvent): event is Owned =>
  event.name === name && event.account !== undefined;

/** Has the queue bring the rest. `last`: the last event that was routed, so that a repeated invocation asks once. */
export const stillWaiting = ({ account, fields, receivedAt }: Owned, last: DomainEvent): Owned => ({
  id: `${name}:${last.id}`,
  source: 'daymark',
  account,
  name,
  occurredAt: receivedAt,
  receivedAt,
  fields,
});
