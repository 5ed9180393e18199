import type { Window } from './condition.ts';

/** How many times 24 hours a window goes back from now, where it does. */
export const windowDays = (window: Window): number | undefined => (window.kind === 'within' ? window.days : undefined);
