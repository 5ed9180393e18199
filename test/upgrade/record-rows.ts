import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AttributeValue, DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { AccountSnapshot } from '../../engine/account/account.ts';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import type { UsageMark } from '../../engine/account/usage-mark.ts';
import { buildProject } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { populate } from '../../engine/playback/populate.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import {
  account,
  identify,
  paymentFailed,
  promptAction,
  signup,
  taskAction,
  track,
} from '../support/recorded-events.ts';

// `node test/upgrade/record-rows.ts rows.json && gzip -9 rows.json`: what this version stores of three accounts, and what it reads
// of that, for `read-rows.test.ts` of the next one.

/** Rows as DynamoDB gives them, and the accounts as they were read. */
export interface RecordedRows {
  at: Instant;
  read: (Omit<AccountSnapshot, 'usage'> & { usage: UsageMark[]; lines: TimelineLine[] })[];
  items: Record<string, AttributeValue>[];
}

const startAt = '2026-03-02T08:00:00.000Z';
const accounts = ['begins', 'owes', 'knows'];
const events: [at: string, event: object][] = [
  ...signup('begins', '2026-03-02T09:00:00Z').map((event): [string, object] => ['2026-03-02T09:00:00.000Z', event]),
  ...account('owes', '2026-03-02T09:00:00Z', { arr: 9000, owner: 'tom', renewalAt: '2026-06-05' }).map(
    (event): [string, object] => ['2026-03-02T09:00:00.000Z', event],
  ),
  ['2026-03-02T10:00:00.000Z', paymentFailed('owes', '2026-03-02T10:00:00Z', null, { attempt_count: 4 })],
  ['2026-03-02T14:15:00.000Z', taskAction('owes', 'payment-escalation', 'acknowledge', '2026-03-02T14:15:00Z')],
  ...account(
    'knows',
    '2026-03-02T09:00:00Z',
    { arr: 24_000, touchModel: 'high', stage: 'live' },
    { bob: 'billing' },
  ).map((event): [string, object] => ['2026-03-02T09:00:00.000Z', event]),
  ['2026-03-03T09:00:00.000Z', track('knows', 'Project Created', '2026-03-03T09:00:00Z')],
  [
    '2026-03-03T09:05:00.000Z',
    track('knows', 'Survey Responded', '2026-03-03T09:05:00Z', {
      properties: { survey: 'nps', score: 4, comment: 'Too slow.' },
    }),
  ],
  [
    '2026-03-05T09:30:00.000Z',
    promptAction('begins', 'begins-ada', 'core-workflow-tour', 'seen', '2026-03-05T09:30:00Z'),
  ],
  [
    '2026-03-06T09:30:00.000Z',
    identify('begins', 'begins-ada', '2026-03-06T09:30:00Z', { role: 'admin', locale: 'de-DE' }),
  ],
];

const folder = await mkdtemp(join(tmpdir(), 'daymark-rows-'));
const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
await writeBuild(project, folder);
const cloud = await startLocalCloud({ startAt, environment: { ...localSecrets, DAYMARK_BUILD: folder } });
await populate(cloud, project);
for (const [at, event] of events) {
  await cloud.advanceTo(at);
  const text = JSON.stringify(event);
  const line = recognizeLine(text);
  if ('what' in line) throw new Error(line.what);
  const { problem } = await deliver(cloud, { ...line, text } as never);
  if (problem) throw new Error(JSON.stringify(problem));
  await cloud.settle();
}
const endAt = '2026-03-10T12:00:00.000Z';
await cloud.advanceTo(endAt);
await cloud.settle();

const client = new DynamoDBClient({});
const { Items = [] } = await client.send(new ScanCommand({ TableName: String(cloud.environment.DAYMARK_TABLE) }));
const told = await cloud.allAccounts.timeline();
const read = await Promise.all(
  accounts.map(async id => {
    const { usage, ...snapshot } = await cloud.accountPorts.accounts.snapshot(id, {
      usageSince: '2026-01-01T00:00:00.000Z',
    });
    return { ...snapshot, usage: [...usage], lines: told.filter(line => line.account === id) };
  }),
);
const recorded: RecordedRows = { at: endAt, read, items: Items };
await writeFile(String(process.argv[2]), JSON.stringify(recorded));
await cloud.stop();
await rm(folder, { recursive: true });
