import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { sampleDefaults, sampleEnd, sampleYear } from '../engine/sample/sample-year.ts';
import { expectTheSame } from './both-verbs.ts';

const official = process.env.DAYMARK_TEST_DYNAMODB;
const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
afterAll(() => rmSync(folder, { recursive: true }));

test.skipIf(!official)(
  'a year is the same, byte for byte, in memory and on the official DynamoDB: timeline, health, mails, report',
  async () => {
    const events = join(folder, 'events.jsonl');
    writeFileSync(events, sampleYear({ ...sampleDefaults, accounts: 8 }));
    await expectTheSame(events, ['--until', sampleEnd], ['--dynamodb', String(official)]);
  },
);
