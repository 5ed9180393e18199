import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Local clouds are processes of their own: two at a time suit two cores.
    maxWorkers: 2,
    // Golden files are rewritten on request only; one that is missing fails.
    update: process.env.UPDATE_GOLDEN ? 'all' : 'none',
    // A guard against what hangs, not a measure: the machine may be busy.
    testTimeout: 180_000,
    // Most cases are played before their tests look at them.
    hookTimeout: 180_000,
  },
});
