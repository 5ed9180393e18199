import { type AslCheck, statesOf } from './rule.ts';

/** Every Catch has an Output; otherwise the next state would get the error instead of the enrollment. */
export const catchOutput: AslCheck = function* (machine) {
  for (const [name, { Catch = [] }] of statesOf(machine)) {
    for (const { ErrorEquals, Output } of Catch) {
      if (Output === undefined) {
        yield {
          state: name,
          message: `The Catch of ${ErrorEquals.join(', ')} in "${name}" has no Output. Pass the input on.`,
        };
      }
    }
  }
};

/** AWS requires `States.ALL` to be alone in its list, and in the last entry. */
export const statesAll: AslCheck = function* (machine) {
  for (const [name, { Retry = [], Catch = [] }] of statesOf(machine)) {
    for (const [field, entries] of Object.entries({ Retry, Catch })) {
      for (const [index, { ErrorEquals }] of entries.entries()) {
        if (!ErrorEquals.includes('States.ALL') || (ErrorEquals.length === 1 && index === entries.length - 1)) continue;
        yield { state: name, message: `States.ALL must be alone and last in the ${field} of "${name}".` };
      }
    }
  }
};

const sleepsAgain = ['States.Timeout', 'States.ALL', 'States.TaskFailed', 'States.HeartbeatTimeout'];

/** A wait ends by its timeout, so a retry of that would sleep for the same time again. */
export const parkRetry: AslCheck = function* (machine) {
  for (const [name, { Resource, Retry = [] }] of statesOf(machine)) {
    if (!Resource?.endsWith('.waitForTaskToken')) continue;
    for (const error of Retry.flatMap(({ ErrorEquals }) => ErrorEquals)) {
      if (sleepsAgain.includes(error)) {
        yield { state: name, message: `The wait "${name}" retries ${error} and would sleep again. Catch it instead.` };
      }
    }
  }
};
