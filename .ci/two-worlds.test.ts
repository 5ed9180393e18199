import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, test } from 'vitest';
import { sampleDefaults, sampleYear } from '../engine/sample/sample-year.ts';
import { expectTheSame } from './both-verbs.ts';

const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
afterAll(() => rmSync(folder, { recursive: true }));

// Of fewer accounts the year is played in the cloud world by .ci/from-cdk-out.test.ts, and by .ci/same-timeline.test.ts.
test('simulate and run give the same bytes of many accounts at once, from January to February', async () => {
  const events = join(folder, 'events.jsonl');
  writeFileSync(events, sampleYear({ ...sampleDefaults, accounts: 200 }));
  await expectTheSame(events, ['--until', '2025-02-15T00:00:00Z']);
});
