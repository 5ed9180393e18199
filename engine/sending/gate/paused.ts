import { plusSeconds } from '../../kernel/instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import { isPaused } from '../kill-switches.ts';
import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** Held touches retry after this, unless resuming wakes them before. */
export const recheckSeconds = 86_400;
/** Where the switches could not be read, there may be no pause. */
const askAgainSeconds = 900;

/** An operator stops a journey, a class or everything, and an account for all but transactional touches. */
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
