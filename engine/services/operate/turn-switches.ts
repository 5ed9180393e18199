import type { Operator } from './operator.ts';

type Turn = (journey: string, operator: Pick<Operator, 'switches' | 'clock'>) => Promise<void>;

/** Touches that fall due wait until the journey is resumed. */
export const pauseJourney: Turn = (journey, { switches }) =>
  switches.set(`journey/${journey}`, 'paused by an operator');

/** Touches go again, and accounts are let in. The brake takes what was sent until now for seen. */
export const resumeJourney: Turn = async (journey, { switches, clock }) => {
  await switches.set(`journey/${journey}`, `running since ${clock.now()}`);
  await switches.set(`entry/${journey}`, 'open');
};

/** Nobody is let in any more; who is in goes on to the end. */
export const drainJourney: Turn = (journey, { switches }) => switches.set(`entry/${journey}`, 'closed');
