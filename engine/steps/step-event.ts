import type { DomainEvent } from '../account/event.ts';
import type { StepCall } from '../definition/step-call.ts';
import type { Instant } from '../kernel/instant.ts';
import { stepKey } from './step-frame.ts';

/** The event by which a step tells routing, under an id that is the same whenever the step is taken again. */
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
