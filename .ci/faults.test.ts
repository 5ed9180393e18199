import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { CaseWorld } from '../faults/play-case.ts';
import { tryCase } from '../faults/try-case.ts';

// A case plays four times over months of virtual time.
vi.setConfig({ testTimeout: 900_000 });

// The function logs show what processes died of.
beforeAll(() => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

const random = Math.floor(Math.random() * 1_000_000);

const play = async (seed: number, number = 1, world: CaseWorld = 'cloud') => {
  const tried = await tryCase(seed, number, {}, world);
  const faults = tried.reduce((sum, each) => sum + each.faults.length, 0);
  const broken = tried.flatMap(({ violations }) => violations);
  console.log(
    `${faults} faults, ${broken.length} accounts ended otherwise: npm run faults -- --world ${world} --replay ${seed}:${number}`,
  );
  for (const { account, what } of broken) console.log(account, what);
  return { faults, broken };
};

test('random faults of requests lose nothing, double nothing and strand nothing', async () => {
  const { faults, broken } = await play(1);
  expect(broken).toEqual([]);
  expect(faults).toBeGreaterThan(300);
});

// A fault takes a fortieth of the time there.
test('thirty thousand random faults at the calls of ports lose nothing, double nothing and strand nothing', async () => {
  let faults = 0;
  for (let number = 1; faults < 30_000; number++) {
    const played = await play(3, number, 'memory');
    expect(played.broken).toEqual([]);
    faults += played.faults;
  }
});

test('ten thousand of a fresh seed meet accounts that they befall; what they find is told, and fails nothing', async () => {
  let faults = 0;
  for (let number = 1; faults < 10_000; number++) faults += (await play(random, number, 'memory')).faults;
});
