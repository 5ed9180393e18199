import { StateError } from './state-error.ts';

/** Step Functions' limit on the input or output of a state, a task or an execution, in bytes of UTF-8. */
export const payloadLimit = 262_144;

/** @throws StateError `States.DataLimitExceeded` */
export const requireFit = (value: unknown, what: string): void => {
  if (upperBound(value, payloadLimit) <= payloadLimit) return;
  const size = Buffer.byteLength(JSON.stringify(value) ?? '');
  if (size > payloadLimit)
    throw new StateError(
      'States.DataLimitExceeded',
      `The ${what} has ${size} bytes; Step Functions takes ${payloadLimit}.`,
    );
};

/** At least the size in JSON, and much cheaper to compute; may stop counting above `enough`. */
const upperBound = (value: unknown, enough: number): number => {
  if (typeof value === 'string') return 2 + value.length * 6; // a control character: six bytes for one
  if (typeof value !== 'object' || value === null) return 24;
  const known = sizes.get(value);
  if (known !== undefined) return known;
  const frozen = Object.isFrozen(value);
  let size = 2;
  for (const key in value) {
    if (size > enough && !frozen) break;
    size += key.length * 6 + 4 + upperBound((value as Record<string, unknown>)[key], enough - size);
  }
  if (frozen) sizes.set(value, size);
  return size;
};

/** Sizes of frozen values: the literal parts of a machine's arguments. */
const sizes = new WeakMap<object, number>();
