import { removalEvent } from '../../account/former-contact.ts';
import { instantIn } from '../../definition/calendar.ts';
import { happenedAt } from '../../ingest/moment.ts';
import { eventOf } from '../../ingest/use-cases/apply-call.ts';
import type { Kept } from '../../ports/directory.ts';
import type { AllPorts } from '../../ports/ports.ts';

type AssignPorts = Pick<AllPorts, 'accounts' | 'clock' | 'directory' | 'queue' | 'waiting'>;

/** `personal`: it changes personal data, which must not go through a queue. */
export type Assigning = 'assigned' | 'unknown' | 'personal';

/**
 * Assigns a kept event to an account, and enqueues it. It is deleted only after it was enqueued; a repeat after a crash is
 * idempotent, since the event keeps its id.
 */
export const assignUnmatched = async (id: string, account: string, ports: AssignPorts): Promise<Assigning> => {
  const event = (await ports.waiting.find('unmatched')).find(each => each.id === id);
  if (event === undefined) {
    const kept = (await ports.directory.allKept()).find(each => each.id === id);
    return kept ? assignCall(kept, account, ports) : 'unknown';
  }
  await ports.queue.publish({ ...event, account });
  await ports.accounts.commit(account, [{ kind: 'noLongerWaiting', event }]);
  return 'assigned';
};

const assignCall = async (
  kept: Kept,
  account: string,
  { clock, directory, queue }: AssignPorts,
): Promise<Assigning> => {
  const { call, receivedAt } = kept;
  if (call.type !== 'track' || call.event === removalEvent) return 'personal';
  const at = happenedAt(instantIn(call.saidAt, 'UTC'), receivedAt);
  await queue.publish(eventOf({ ...call, account }, call.event, at, clock.now()));
  await directory.forget(kept);
  return 'assigned';
};
