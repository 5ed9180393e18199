import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { tryCase } from '../faults/try-case.ts';

// The function logs show what processes died of.
beforeAll(() => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

/** Reported, but no failure: random cases are not yet proven free of benign races. */
test.for([1, 2, Math.floor(Math.random() * 1_000_000)])(
  'random faults of seed %i meet an account that they befall',
  async seed => {
    const tried = await tryCase(seed, 1);
    const faults = tried.reduce((sum, each) => sum + each.faults.length, 0);
    const broken = tried.flatMap(({ violations }) => violations);
    console.log(`${faults} faults, ${broken.length} accounts ended otherwise: npm run faults -- --replay ${seed}:1`);
    for (const { account, what } of broken) console.log(account, what);
    expect(faults).toBeGreaterThan(300);
  },
);
