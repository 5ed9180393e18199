import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** Checks that need the network, other software or other people's data; `.ci/run` runs them. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['.ci/*.test.ts', '.ci/{console,verbs}/*.test.ts'],
    // A check plays events in processes of its own: one file at a time suits two cores.
    fileParallelism: false,
    // Pages that are looked at beside each other, which wait most of the time.
    maxConcurrency: 3,
    // Guards against what hangs, not measures: the machine may be busy.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // A page or a process of its own has its time on a machine that does more.
    expect: { poll: { timeout: 60_000 } },
  },
});
