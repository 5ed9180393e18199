import type { ParsedRetrier } from './definition.ts';
import type { Failure } from './state-error.ts';

/**
 * Milliseconds until the next attempt; `undefined` if no retrier matches or its attempts are used up. `attempts` counts
 * by retrier within one visit of the state. The delay grows by BackoffRate; full jitter takes a random part of it.
 */
export const nextRetry = (
  retriers: readonly ParsedRetrier[],
  attempts: number[],
  error: Failure,
  random: () => number,
): number | undefined => {
  const index = retriers.findIndex(retrier => matches(retrier.ErrorEquals, error.error));
  const retrier = retriers[index];
  const before = attempts[index] ?? 0;
  if (!retrier || before >= retrier.MaxAttempts) return undefined;
  attempts[index] = before + 1;
  const grown = retrier.IntervalSeconds * retrier.BackoffRate ** before;
  const delay = Math.min(grown, retrier.MaxDelaySeconds ?? Number.POSITIVE_INFINITY) * 1000;
  return Math.round(retrier.JitterStrategy === 'FULL' ? delay * random() : delay);
};

export const findCatcher = <T extends { errors: readonly string[] }>(
  catchers: readonly T[],
  error: Failure,
): T | undefined => catchers.find(catcher => matches(catcher.errors, error.error));

/**
 * States.ALL matches all errors except States.Runtime. It does match States.DataLimitExceeded: AWS does so in practice,
 * although its documentation says otherwise. States.TaskFailed matches neither that nor States.Timeout.
 */
const matches = (names: readonly string[], error: string): boolean => {
  if (error === 'States.Runtime') return false;
  return names.some(name => {
    if (name === error) return true;
    return name === 'States.ALL' || (name === 'States.TaskFailed' && !notTaskFailed.has(error));
  });
};

const notTaskFailed: ReadonlySet<string> = new Set(['States.Timeout', 'States.DataLimitExceeded']);
