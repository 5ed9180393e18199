import type { AccountSnapshot } from '../../account/account.ts';
import { type Enrollment, isOver } from '../../account/enrollment.ts';
import { wakeAt } from '../../definition/calendar.ts';
import { type BranchCall, type CallOf, type StepResult, specialArms } from '../../definition/step-call.ts';
import { type Instant, toSecond } from '../../kernel/instant.ts';
import { findEnrollment, wakeContext } from '../step-frame.ts';
import type { OwnTurn } from '../step-turn.ts';

type ResolveCall = CallOf<BranchCall, 'resolve'>;

export const waitTurn: OwnTurn<ResolveCall> = {
  decide: (call, { snapshot, now }) => ({ answer: resolveWait(call, snapshot, now) }),
};

/**
 * How a wait ended that could not begin: the enrollment is over, one of the events came first, or neither, and then it
 * waits again, until its date as it is now. Of several events the first one counts. Reads only, so it may be asked
 * again at will.
 */
const resolveWait = (call: ResolveCall, snapshot: AccountSnapshot, now: Instant): StepResult => {
  const enrollment = findEnrollment(call, snapshot);
  if (enrollment === undefined || isOver(enrollment))
    return { until: toSecond(now), at: now, took: specialArms.exited };
  const edge = firstSeen(call.step.flags, enrollment, call.at);
  if (edge !== undefined) return { until: '', at: now, took: edge };
  const until = wakeAt(call.step.wake, wakeContext(snapshot, enrollment, call.policy, call.at));
  return { until: until ?? toSecond(now), at: anchorAgain(call, enrollment), took: specialArms.again };
};

/** The guard of a wait for a date refuses one that moved after the wait's anchor: from here on it counts from the move. */
const anchorAgain = ({ at, step }: ResolveCall, { movedAt = at }: Enrollment): Instant =>
  step.wake.kind === 'before' && movedAt > at ? movedAt : at;

/** The edge of the first event since the wait's anchor; of two in the same moment the one that is listed first. */
const firstSeen = (flags: ResolveCall['step']['flags'], { seen }: Enrollment, since: Instant): string | undefined =>
  flags
    .flatMap(({ flag, edge }) => {
      const at = seen[flag];
      return at !== undefined && at >= since ? [{ at, edge }] : [];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))[0]?.edge;
