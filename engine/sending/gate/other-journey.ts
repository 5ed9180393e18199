import { type Enrollment, excludedBy, isOver } from '../../account/enrollment.ts';
import type { MessageClass } from '../../definition/policy.ts';
import { ordinaryPriority } from '../../definition/precedence.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { everyReach } from '../reach.ts';
import type { GateAnswer, TouchGate } from './gate.ts';

/** Held touches are not woken when the other journey ends: they retry after this. */
const lookAgainSeconds = 86_400;

/**
 * While an account is in a journey that excludes this one its touches are skipped, and while it is in one that holds their class
 * they wait. Transactional touches go out in any case.
 */
export const otherJourney: TouchGate = {
  name: 'other-journey',
  asksFor: everyReach,
  ask: ({ call, snapshot, now }): GateAnswer => {
    if (call.class === 'transactional') return 'pass';
    if (excludedBy(call.journey.id, snapshot.enrollments)) return { skip: 'excluded' };
    const own = snapshot.enrollments.find(({ id }) => id === call.enrollment);
    const isHeld = snapshot.enrollments.some(
      other => other.journey !== call.journey.id && !isOver(other) && holds(other, own, call.class),
    );
    return isHeld ? { hold: 'other-journey', until: ceilSecond(plusSeconds(now, lookAgainSeconds)) } : 'pass';
  },
};

/** Of two of one priority that hold each other the one that began first goes on, so that never both wait. */
const holds = (other: Enrollment, own: Enrollment | undefined, messageClass: MessageClass): boolean => {
  if (!other.precedence?.holds.includes(messageClass)) return false;
  const [first, second] = [other, own].map(each => each?.precedence?.priority ?? ordinaryPriority) as [number, number];
  if (first !== second) return first < second;
  if (!own?.precedence?.holds.includes(messageClass)) return true;
  return other.startedAt === own.startedAt ? other.id < own.id : other.startedAt < own.startedAt;
};
