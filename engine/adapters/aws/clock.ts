import type { Clock } from '../../ports/ports.ts';

/** The only place that reads the system's time. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
