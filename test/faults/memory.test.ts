import { expect, test, vi } from 'vitest';
import { tryCase } from '../../faults/try-case.ts';

test('a random case ends as it does undisturbed, though a fifth of the calls of ports fail and processes die', async () => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
  const tried = await tryCase(7, 1, { time: 1 }, 'memory');
  vi.restoreAllMocks();
  expect(tried.flatMap(({ violations }) => violations)).toEqual([]);
  expect(tried.flatMap(({ faults }) => faults).length).toBeGreaterThan(300);
});
