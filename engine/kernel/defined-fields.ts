import type { Scalar } from './scalar.ts';

/** Fields of an event, without those that nothing was said of. */
export const definedFields = (values: Readonly<Record<string, Scalar | undefined>>): Record<string, Scalar> =>
  Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
