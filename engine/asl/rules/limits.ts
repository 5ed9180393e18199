import { renderAsl } from '../render-asl.ts';
import { type AnyState, type AslCheck, statesOf } from './rule.ts';

/** Limits of Step Functions (AWS, service quotas): characters of a name, seconds of a wait, bytes of a definition. */
const longestName = 80;
const longestWait = 99_999_999;
const largestDefinition = 1_048_576;

export const nameLength: AslCheck = function* (machine) {
  for (const name of Object.keys(machine.States)) {
    if (name.length > longestName) {
      yield {
        state: name,
        message: `"${name}" has ${name.length} characters; ${longestName} are allowed. Shorten the step's id.`,
      };
    }
  }
};

export const size: AslCheck = function* (machine) {
  const bytes = new TextEncoder().encode(renderAsl(machine)).length;
  if (bytes > largestDefinition) {
    yield {
      message: `The definition has ${bytes} bytes; ${largestDefinition} are allowed. Shorten loops, or split the journey.`,
    };
  }
};

export const timeout: AslCheck = function* (machine) {
  for (const [name, state] of statesOf(machine)) {
    for (const field of ['TimeoutSeconds', 'HeartbeatSeconds', 'Seconds'] as const) {
      const seconds = state[field];
      if (typeof seconds === 'number' && !(Number.isInteger(seconds) && seconds >= 0 && seconds <= longestWait)) {
        yield {
          state: name,
          message: `${field} of "${name}" is ${seconds}. Give a whole number of at most ${longestWait}.`,
        };
      }
    }
  }
};

export const heartbeat: AslCheck = function* (machine) {
  for (const [name, { HeartbeatSeconds, TimeoutSeconds = longestWait }] of statesOf(machine)) {
    if (HeartbeatSeconds === undefined) continue;
    if (typeof HeartbeatSeconds === 'number' && typeof TimeoutSeconds === 'number' && HeartbeatSeconds < TimeoutSeconds)
      continue;
    yield { state: name, message: `HeartbeatSeconds of "${name}" must be a number below its TimeoutSeconds.` };
  }
};

/**
 * AWS cuts off milliseconds and offsets break local engines, so only one form is allowed. Ignores the data of calls.
 */
export const timestampForm: AslCheck = function* (machine) {
  for (const [name, state] of statesOf(machine)) {
    for (const text of textsOf(timesOf(state))) {
      if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text)) continue;
      yield { state: name, message: `"${name}" has the time ${text}. Write it as YYYY-MM-DDTHH:mm:ssZ.` };
    }
  }
};

const timesOf = ({ Timestamp, Output, Assign, Catch = [] }: AnyState): unknown => [Timestamp, Output, Assign, Catch];

const textsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
};
