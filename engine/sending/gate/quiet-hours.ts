import { byHand } from '../../account/enrollment.ts';
import { accountTimezone } from '../../account/profile.ts';
import { quietUntil } from '../../definition/calendar.ts';
import { type Instant, plusSeconds } from '../../kernel/instant.ts';
import { dueTime } from '../../steps/enter-step.ts';
import { findEnrollment } from '../../steps/step-frame.ts';
import { everyReach } from '../reach.ts';
import type { GateContext, TouchGate } from './gate.ts';

/**
 * Holds a touch at night, unless it is transactional, comes at a calendar time of its own, or is the immediate answer to an action
 * of the customer. A touch that something else held, or whose day had passed, comes later than that: at night it waits like any other.
 */
export const quietHours: TouchGate = {
  name: 'quiet-hours',
  asksFor: everyReach,
  ask: context => {
    const { call, snapshot, now } = context;
    if (call.class === 'transactional' || isAtItsTime(context) || isAnswer(context)) return 'pass';
    const until = quietUntil(now, call.policy.quietHours, accountTimezone(snapshot.profile));
    return until ? { hold: 'quiet-hours', until } : 'pass';
  },
};

/** The touch is of a calendar time, which has just come. */
export const isAtItsTime = ({ call, snapshot, now }: Pick<GateContext, 'call' | 'snapshot' | 'now'>): boolean => {
  const enrollment = findEnrollment(call, snapshot);
  const due = enrollment && dueTime({ call, enrollment, snapshot });
  return call.cause === 'calendar' && (due === undefined || isSoonAfter(due, now));
};

/** Another journey or a person may enroll at any hour, also in a journey that usually answers an event. */
const isAnswer = ({ call, snapshot, now }: GateContext): boolean => {
  const enrollment = findEnrollment(call, snapshot);
  if (call.cause !== 'enrollment' || enrollment?.trigger.event === byHand) return false;
  return enrollment === undefined || isSoonAfter(enrollment.startedAt, now);
};

/** An outage, and the retries that follow it, delay a touch by less. In seconds. */
const soonSeconds = 3600;

const isSoonAfter = (time: Instant, now: Instant): boolean => now < plusSeconds(time, soonSeconds);
