import { type Enrollment, excludedBy, isOver } from '../../account/enrollment.ts';
import type { MessageClass } from '../../definition/policy.ts';
import { ordinaryPriority } from '../../definition/precedence.ts';
import { plusSeconds } from '../../kernel/instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { everyReach } from '../reach.ts';
import type { GateAnswer, TouchGate } from './gate.ts';

/** When a held touch retries, in seconds: the end of the other journey does not wake it. */
const lookAgainSeconds = 86_400;

/**
 * Skips the touches of an account in a journey that excludes this one, and holds them while the account is in a journey
 * that holds their class. Transactional touches always pass.
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

/**
 * Of two journeys of equal priority that hold each other, the one that started first proceeds, so that they never both
 * wait.
 */
const holds = (other: Enrollment, own: Enrollment | undefined, messageClass: MessageClass): boolean => {
  if (!other.precedence?.holds.includes(messageClass)) return false;
  const [first, second] = [other, own].map(each => each?.precedence?.priority ?? ordinaryPriority) as [number, number];
  if (first !== second) return first < second;
  if (!own?.precedence?.holds.includes(messageClass)) return true;
  return other.startedAt === own.startedAt ? other.id < own.id : other.startedAt < own.startedAt;
};
