import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { daymark } from './daymark.ts';

const official = process.env.DAYMARK_TEST_DYNAMODB;
const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
afterAll(() => rmSync(folder, { recursive: true }));

const play = async (verb: 'run' | 'simulate', ...options: readonly string[]): Promise<string> => {
  const timeline = join(folder, verb, 'timeline.jsonl');
  const run = await daymark(
    verb,
    join(folder, 'events.jsonl'),
    '--timeline',
    timeline,
    '--mail',
    join(folder, verb, 'mail'),
    ...options,
  );
  expect(run.code, run.stderr).toBe(0);
  return readFileSync(timeline, 'utf8');
};

test.skipIf(!official)(
  'the timeline of a year is the same, byte for byte, in memory and on the official DynamoDB',
  async () => {
    await daymark('sample', '--only-events', '--accounts', '8', '--out', join(folder, 'events.jsonl'));

    const inMemory = await play('simulate');
    const onOfficial = await play('run', '--dynamodb', String(official));

    expect(inMemory.split('\n').length).toBeGreaterThan(50);
    expect(onOfficial).toBe(inMemory);
  },
);
