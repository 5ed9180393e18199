import { plusSeconds } from '../../kernel/instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { isPaused } from '../kill-switches.ts';
import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** When a held touch retries, in seconds, unless resuming wakes it earlier. */
export const recheckSeconds = 86_400;
/** Retry sooner if the switches could not be read: there may be no pause. */
const askAgainSeconds = 900;

/**
 * Holds touches while an operator has paused their journey, their class or everything, or, for touches that are not
 * transactional, the account.
 */
export const paused: TouchGate = {
  name: 'paused',
  asksFor: everyReach,
  ask: ({ call, snapshot, switches, now }) => {
    const held = (seconds: number) => ({ hold: 'paused', until: ceilSecond(plusSeconds(now, seconds)) }) as const;
    if (snapshot.profile?.paused === true && call.class !== 'transactional') return held(recheckSeconds);
    if (!isPaused(switches, call.class, call.journey.id)) return 'pass';
    return held(switches === 'unknown' ? askAgainSeconds : recheckSeconds);
  },
};
