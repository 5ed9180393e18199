import { toSecond } from '../../instant.ts';
import { roundEnd } from '../../step-frame.ts';
import type { TouchGate } from './gate.ts';

/** A round of a loop that is late until the next one begins gives way to it: nobody gets two of them a second apart. */
export const roundOver: TouchGate = ({ call, snapshot, now }) => {
  const end = roundEnd(call, snapshot);
  return end !== undefined && end <= toSecond(now) ? { skip: 'past-date' } : 'pass';
};
