import { describe, expect, test } from 'vitest';
import { designs, falseAlarmsIn } from '../support/a-a-worlds.ts';

// 10,000 worlds of each kind are played by `node bench/false-alarms.ts`; docs/prove.md has what they say.
describe('where nothing differs, whoever looks every week', () => {
  // Of 400 worlds with 5 % false alarms, more than 33 have one once in a thousand seeds.
  test.each(designs)('is told otherwise in 5 % of worlds at most: $name', design => {
    const asked = { worlds: 400, accounts: 240, lookEvery: 10, rates: [0.2, 0.5], seed: 11 };
    for (const { lifts, ratios } of falseAlarmsIn(design, asked)) {
      expect(lifts).toBeLessThanOrEqual(33);
      expect(ratios).toBeLessThanOrEqual(20);
    }
  });
});
