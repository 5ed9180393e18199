import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { BatchWriteItemCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { writeBuild } from '../../engine/build/write-build.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { populate } from '../../engine/playback/populate.ts';
import { shippedProject } from '../support/play-case.ts';
import { track } from '../support/recorded-events.ts';
import type { RecordedRows } from './record-rows.ts';

// The rows, and what was read of them, are of the version before: `record-rows.ts` writes them.

let folder: string;
let cloud: LocalCloud;
let before: RecordedRows;

beforeAll(async () => {
  before = JSON.parse(gunzipSync(await readFile(join(import.meta.dirname, 'rows.json.gz'))).toString('utf8'));
  folder = await mkdtemp(join(tmpdir(), 'daymark-rows-'));
  const project = await shippedProject();
  await writeBuild(project, folder);
  cloud = await startLocalCloud({
    startAt: before.at,
    environment: { ...localSecrets, DAYMARK_BUILD: folder },
  });
  await populate(cloud, project);
  const client = new DynamoDBClient({});
  const table = String(cloud.environment.DAYMARK_TABLE);
  for (let begin = 0; begin < before.items.length; begin += 25) {
    const some = before.items.slice(begin, begin + 25).map(Item => ({ PutRequest: { Item } }));
    await client.send(new BatchWriteItemCommand({ RequestItems: { [table]: some } }));
  }
  client.destroy();
});
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true });
});

it('reads of the rows of the version before what that version read', async () => {
  const told = await cloud.allAccounts.timeline();
  for (const { usage, lines, ...account } of before.read) {
    const options = { usageSince: '2026-01-01T00:00:00.000Z' };
    const snapshot = await cloud.accountPorts.accounts.snapshot(account.account, options);
    expect(snapshot).toMatchObject(account);
    expect([...snapshot.usage]).toEqual(usage);
    expect(told.filter(line => line.account === account.account)).toEqual(lines);
  }
});

it('goes on with them: a deleted account leaves its journeys, and its tasks are closed', async () => {
  const ids = before.read.map(({ account }) => account);
  for (const id of ids) {
    const body = track(id, 'Account Deleted', before.at);
    expect(await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) })).toEqual({ warnings: [] });
    await cloud.settle();
  }
  const after = await Promise.all(ids.map(id => cloud.accountPorts.accounts.snapshot(id)));
  expect(before.read.map(({ enrollments }) => enrollments.some(({ status }) => status === 'active'))).toContain(true);
  expect(before.read.map(({ tasks }) => tasks.length)).toEqual([0, 1, 1]);
  expect(after.flatMap(({ enrollments }) => enrollments.filter(({ status }) => status === 'active'))).toEqual([]);
  expect(after.flatMap(({ tasks }) => tasks)).toEqual([]);
});
