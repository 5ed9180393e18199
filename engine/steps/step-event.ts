import type { DomainEvent } from '../account/event.ts';
import type { StepCall } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { stepKey } from './step-frame.ts';

/** The event that a step sends to routing. A repeated call sends it under the same id. */
export const stepEvent = (
  call: StepCall,
  now: Instant,
  name: string,
  fields: DomainEvent['fields'],
  id = `daymark:${call.enrollment}.${stepKey(call)}`,
): DomainEvent => ({
  id,
  source: 'daymark',
  account: call.account,
  name,
  occurredAt: now,
  receivedAt: now,
  fields,
});
