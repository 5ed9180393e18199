import { accountTimezone } from '../../account-timezone.ts';
import { quietUntil } from '../../calendar.ts';
import type { TouchGate } from './gate.ts';

/** Touches that an event caused do not go out at night. Calendar touches have a time of their own. */
export const quietHours: TouchGate = ({ call, snapshot, now }) => {
  if (call.cause !== 'event' || call.class === 'transactional') return 'pass';
  const until = quietUntil(now, call.policy.quietHours, accountTimezone(snapshot.profile));
  return until ? { hold: 'quiet-hours', until } : 'pass';
};
