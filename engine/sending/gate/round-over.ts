import { toSecond } from '../../kernel/instant.ts';
import { roundEnd } from '../../steps/step-frame.ts';
import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** Skips a touch of a round that is late until the next one begins, so that the two are not sent together. */
export const roundOver: TouchGate = {
  name: 'round-over',
  asksFor: everyReach,
  ask: ({ call, snapshot, now }) => {
    const end = roundEnd(call, snapshot);
    return end !== undefined && end <= toSecond(now) ? { skip: 'past-date' } : 'pass';
  },
};
