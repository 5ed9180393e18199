import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { daymark } from './daymark.ts';

const official = process.env.DAYMARK_TEST_DYNAMODB;
const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
afterAll(() => rmSync(folder, { recursive: true }));

const play = async (name: string, ...options: readonly string[]): Promise<string> => {
  const timeline = join(folder, name, 'timeline.jsonl');
  const run = await daymark(
    'run',
    join(folder, 'events.jsonl'),
    '--timeline',
    timeline,
    '--mail',
    join(folder, name, 'mail'),
    ...options,
  );
  expect(run.code, run.stderr).toBe(0);
  return readFileSync(timeline, 'utf8');
};

test.skipIf(!official)(
  'the timeline of a year is the same, byte for byte, on the embedded and the official DynamoDB',
  async () => {
    await daymark('sample', '--only-events', '--accounts', '8', '--out', join(folder, 'events.jsonl'));

    const embedded = await play('embedded');
    const onOfficial = await play('official', '--dynamodb', String(official));

    expect(embedded.split('\n').length).toBeGreaterThan(50);
    expect(onOfficial).toBe(embedded);
  },
);
