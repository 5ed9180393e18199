import type { Clock } from '../../services/ports.ts';

/** The only place that reads the system's time. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
