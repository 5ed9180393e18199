import type { AccountSnapshot } from '../account/account.ts';
import { type Enrollment, isOver, type ParkedWait } from '../account/enrollment.ts';
import { awaitsOf } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Instant, Second } from '../kernel/instant.ts';
import { sameData } from '../kernel/same-data.ts';
import { firstUntil } from '../routing/enroll-decision.ts';
import { dueOf, isHold } from '../routing/route-waits.ts';
import type { StateMachineDefinition } from './asl.ts';
import { replay } from './replay.ts';

/** A version of a journey, with its state machine. */
export interface Version {
  definition: JourneyDefinition;
  machine: StateMachineDefinition;
}

export type MigrationPlan =
  /** It may move while it is in this wait; `stay` is the reason why it may not. */
  { move: { step: string; until: Second } } | { stay: string };

/**
 * Whether an enrollment may continue in another version: only if a new execution that starts over and skips all done
 * steps would reach the wait that the enrollment is in, with nothing left to do before it. Then nothing is repeated or
 * skipped, and the wait ends at the same time.
 */
export const planMigration = (
  { definition, machine }: Version,
  enrollment: Enrollment,
  snapshot: Pick<AccountSnapshot, 'profile'>,
  now: Instant,
): MigrationPlan => {
  if (isOver(enrollment)) return { stay: 'it is over' };
  if (enrollment.version === definition.hash) return { stay: 'it is in this version already' };
  const { wait } = enrollment;
  if (wait === undefined) return { stay: 'it is in a step at this moment' };
  const move = { move: { step: wait.step, until: wait.until } };
  const held = isHold(enrollment, snapshot, definition.policy, now);
  const until = firstUntil(definition, enrollment, snapshot, now);
  const end = replay(machine, { enrollment, snapshot, now, until });
  if (end.at === 'end') return { stay: 'the new version ends before it' };
  // A held touch is attempted again, as at the end of its hold.
  if (end.at === 'step')
    return held && end.step === wait.step ? move : { stay: `the new version has "${end.step}" to do before it` };
  if (end.wait.step !== wait.step)
    return {
      stay:
        end.wait.listens.length > 0
          ? `it has been through "${end.wait.step}", and what ended that wait is not kept`
          : `the new version waits for "${end.wait.step}" first`,
    };
  if (held) return { stay: `"${wait.step}" is held, and the new version has it later` };
  if (!sameData(end.wait.wake, wait.wake)) return { stay: `the new version has "${wait.step}" at another time` };
  if (!sameEvents(wait, end.wait.listens, enrollment, definition))
    return { stay: `"${wait.step}" waits for other events in the new version` };
  const due = dueOf(enrollment, snapshot, definition.policy);
  const isSameEnd = wait.listens.length > 0 || end.until === due || end.until === wait.until;
  return isSameEnd ? move : { stay: `"${wait.step}" counts from another step in the new version` };
};

/** Whether the same events raise the same flags, because the row keeps the events seen so far. */
const sameEvents = (
  { listens }: ParkedWait,
  others: readonly string[],
  { awaits }: Enrollment,
  definition: JourneyDefinition,
): boolean =>
  sameData(listens, others) &&
  listens.every(flag =>
    sameData(
      awaits.find(each => each.flag === flag),
      awaitsOf(definition).find(each => each.flag === flag),
    ),
  );
