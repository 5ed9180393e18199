import { accountTimezone } from '../../account-timezone.ts';
import { quietUntil } from '../../calendar.ts';
import { byHand } from '../../enrollment.ts';
import { enrollmentOf } from '../../step-frame.ts';
import type { GateContext, TouchGate } from './gate.ts';

/**
 * Nothing goes out at night but what is transactional, what has a time of its own on the calendar, and what answers at
 * once to what the customer just did.
 */
export const quietHours: TouchGate = context => {
  const { call, snapshot, now } = context;
  if (call.class === 'transactional' || call.cause === 'calendar' || isAnswer(context)) return 'pass';
  const until = quietUntil(now, call.policy.quietHours, accountTimezone(snapshot.profile));
  return until ? { hold: 'quiet-hours', until } : 'pass';
};

/** Another journey or a person may enroll at any hour in a journey that else answers an event. */
const isAnswer = ({ call, snapshot }: GateContext): boolean =>
  call.cause === 'enrollment' && enrollmentOf(call, snapshot)?.trigger.event !== byHand;
