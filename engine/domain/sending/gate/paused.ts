import { plusSeconds } from '../../instant.ts';
import { ceilSecond } from '../frequency-cap.ts';
import type { TouchGate } from './gate.ts';

/** Nobody tells the touches of a paused journey or account when the pause ends: they look again after this. */
const lookAgainSeconds = 86_400;

/** An operator stops a journey for everybody, and an account for all but transactional touches. */
export const paused: TouchGate = ({ call, snapshot, pausedJourneys, now }) =>
  pausedJourneys.has(call.journey.id) || (snapshot.profile?.paused === true && call.class !== 'transactional')
    ? { hold: 'paused', until: ceilSecond(plusSeconds(now, lookAgainSeconds)) }
    : 'pass';
