import { findEnrollment, stepKey } from '../../steps/step-frame.ts';
import { everyReach } from '../reach.ts';
import type { TouchGate } from './gate.ts';

/** A person left this touch out, of this account, whatever its class. */
export const leftOut: TouchGate = {
  name: 'left-out',
  asksFor: everyReach,
  ask: ({ call, snapshot }) =>
    findEnrollment(call, snapshot)?.leftOut?.[stepKey(call)] === undefined ? 'pass' : { skip: 'left-out' },
};
