import { cachedSwitches } from '../adapters/aws/cached-switches.ts';
import type { Switches } from '../ports/switches.ts';

/** Switches by name, read by each process as rarely as Parameter Store. */
export const memorySwitches = (values: Map<string, string>): Switches =>
  cachedSwitches({
    all: async () => values,
    put: async (name, value) => void values.set(name, value),
  });
