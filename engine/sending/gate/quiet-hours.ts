import { byHand } from '../../account/enrollment.ts';
import { accountTimezone } from '../../account/profile.ts';
import { quietUntil } from '../../definition/calendar.ts';
import { findEnrollment } from '../../steps/step-frame.ts';
import { everyReach } from '../reach.ts';
import type { GateContext, TouchGate } from './gate.ts';

/**
 * Holds a touch at night, unless it is transactional, has a calendar time of its own, or is the immediate answer to an action
 * of the customer.
 */
export const quietHours: TouchGate = {
  name: 'quiet-hours',
  asksFor: everyReach,
  ask: context => {
    const { call, snapshot, now } = context;
    if (call.class === 'transactional' || call.cause === 'calendar' || isAnswer(context)) return 'pass';
    const until = quietUntil(now, call.policy.quietHours, accountTimezone(snapshot.profile));
    return until ? { hold: 'quiet-hours', until } : 'pass';
  },
};

/** Another journey or a person may enroll at any hour, also in a journey that usually answers an event. */
const isAnswer = ({ call, snapshot }: GateContext): boolean =>
  call.cause === 'enrollment' && findEnrollment(call, snapshot)?.trigger.event !== byHand;
