import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type TriedCase, tryCase } from '../faults/try-case.ts';

// Functions log what their processes die of.
beforeAll(() => {
  for (const level of ['info', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterAll(() => vi.restoreAllMocks());

const broken = (tried: readonly TriedCase[]) =>
  tried.flatMap(({ name, violations }) =>
    violations.map(({ account, what }) => ({ replay: `npm run faults -- --replay ${name}`, account, what })),
  );

const cases = [1, 2, 3, 4];
test.for(cases)('random journeys and events, whatever befalls network and processes: case 1:%i', async number => {
  const tried = await tryCase(1, number);
  expect(broken(tried)).toEqual([]);
  expect(tried.flatMap(({ faults }) => faults).length).toBeGreaterThan(300);
});

test('a case of a fresh seed, which is told and fails nothing', async () => {
  const seed = Math.floor(Math.random() * 1_000_000);
  const tried = await tryCase(seed, 1);
  const faults = tried.reduce((sum, each) => sum + each.faults.length, 0);
  console.log(`fresh seed ${seed}: ${faults} faults, ${broken(tried).length} accounts ended otherwise`);
  for (const each of broken(tried)) console.log(JSON.stringify(each));
});
