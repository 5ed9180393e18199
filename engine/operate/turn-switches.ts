import type { Operator } from '../ports/operator.ts';

type Turn = (journey: string, operator: Pick<Operator, 'switches' | 'clock'>) => Promise<void>;

/** Holds due touches until the journey is resumed. */
export const pauseJourney: Turn = (journey, { switches }) =>
  switches.set(`journey/${journey}`, 'paused by an operator');

/** Closes the journey to new enrollments; active ones continue to their end. */
export const drainJourney: Turn = (journey, { switches }) => switches.set(`entry/${journey}`, 'closed');
