import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Local clouds are processes of their own: two at a time suit two cores.
    maxWorkers: 2,
    testTimeout: 60_000,
    // Most cases are played before their tests look at them.
    hookTimeout: 180_000,
  },
});
