import { toSecond } from '../../kernel/instant.ts';
import type { StepEntry } from '../../steps/enter-step.ts';
import { findEnrollment, roundEnd, stepKey } from '../../steps/step-frame.ts';
import { everyReach } from '../reach.ts';
import type { GateAnswer, TouchGate } from './gate.ts';

/** Maps the check that every step makes before its turn: exited, missed, rescheduled, or its condition is false. */
export const entryGate = (entry: Exclude<StepEntry, 'done'>): GateAnswer => {
  if (entry === 'go') return 'pass';
  if (entry === 'exited') return { skip: 'exited' };
  return 'skip' in entry ? entry : { hold: entry.reason, until: entry.holdUntil };
};

/** A person left this touch out of this account; that holds for every class. */
export const leftOut: TouchGate = {
  name: 'left-out',
  asksFor: everyReach,
  ask: ({ call, snapshot }) =>
    findEnrollment(call, snapshot)?.leftOut?.[stepKey(call)] === undefined ? 'pass' : { skip: 'left-out' },
};

/**
 * Skips a touch that is still waiting when the next round of its loop begins, so that the two are not sent together.
 */
export const roundOver: TouchGate = {
  name: 'round-over',
  asksFor: everyReach,
  ask: ({ call, snapshot, now }) => {
    const end = roundEnd(call, snapshot);
    return end !== undefined && end <= toSecond(now) ? { skip: 'past-date' } : 'pass';
  },
};
