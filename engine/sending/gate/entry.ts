import type { StepEntry } from '../../steps/enter-step.ts';

import type { GateAnswer } from './gate.ts';

/** Exited, missed, moved, or a condition that does not hold: what is asked of every step before its turn. */
export const entryGate = (entry: Exclude<StepEntry, 'done'>): GateAnswer => {
  if (entry === 'go') return 'pass';
  if (entry === 'exited') return { skip: 'exited' };
  return 'skip' in entry ? entry : { hold: entry.reason, until: entry.holdUntil };
};
