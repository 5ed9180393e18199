import type { Window } from '../definition/condition.ts';
import type { Duration } from '../kernel/duration.ts';
import { AuthoringError } from './authoring-error.ts';
import { plainData } from './plain-data.ts';
import { wholeDays } from './whole-days.ts';

/** Usage since the account was enrolled: what every usage condition means unless it says otherwise. */
export const sinceEnrollment: Window = plainData({ kind: 'sinceEnrollment' });

/** All usage ever seen. */
export const ever: Window = plainData({ kind: 'ever' });

/** Usage since the step of that id was done. */
export const sinceStep = (step: string): Window => plainData({ kind: 'sinceStep', step });

/**
 * Usage of the last days: `within(days(30))` is 30 times 24 hours before now.
 * @throws AuthoringError when the duration is not days or weeks.
 */
export const within = (duration: Duration): Window => {
  const days = wholeDays('within', duration);
  if (days === 0)
    throw new AuthoringError('within: a window of 0 days is always empty. Write within(days(1)) or more.');
  return plainData({ kind: 'within', days });
};
