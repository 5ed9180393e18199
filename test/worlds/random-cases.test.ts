import { expect, test } from 'vitest';
import { randomCase } from '../../faults/random-case.ts';
import { playInBoth, playOf } from '../support/two-worlds.ts';

const cases = Number(process.env.DAYMARK_TEST_CASES ?? 1);
const accounts = cases > 1 ? 8 : 3;
const seed = 1_111;

test.for(Array.from({ length: cases }, (_, index) => index + 1))(
  'two worlds tell the same of random journeys, accounts and events: case %i',
  async number => {
    const { lines } = await playInBoth(playOf(randomCase(seed, number, accounts), number));
    expect(lines.length).toBeGreaterThan(10);
  },
);
