import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { expect, onTestFinished, test } from 'vitest';
import { accountTimeline } from '../../engine/adapters/aws/table/timeline.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { awsOperator } from '../../engine/cli/operate/aws-operator.ts';
import { startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { stopJourney } from '../../engine/operate/stop-journey.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { populate } from '../../engine/playback/populate.ts';
import { shippedProject } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';

test('a journey that is stopped is left by everybody at once, by an event of their own', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-stop-'));
  const project = await shippedProject();
  await writeBuild(project, folder);
  const cloud = await startLocalCloud({
    startAt: '2026-03-02T08:00:00.000Z',
    environment: { ...localSecrets, DAYMARK_BUILD: folder },
  });
  onTestFinished(async () => {
    await cloud.stop();
    await rm(folder, { recursive: true });
  });
  await populate(cloud, project);
  for (const event of signup('acme', '2026-03-02T08:00:00Z')) {
    const text = JSON.stringify(event);
    await deliver(cloud, { kind: 'segment', body: JSON.parse(text), text });
    await cloud.settle();
  }
  await cloud.advanceTo('2026-03-10T08:00:00.000Z');
  const operator = awsOperator({
    table: 'daymark',
    eventsQueueUrl: cloud.environment.DAYMARK_EVENTS_QUEUE_URL ?? '',
    switchesPath: '/daymark/switches',
    machinePrefix: 'daymark-',
    clock: { now: () => cloud.now() },
  });
  expect(await stopJourney('onboarding', operator)).toEqual({ accounts: 1 });
  await cloud.settle();
  expect(cloud.errors).toEqual([]);
  const lines = await accountTimeline({ client: new DynamoDBClient({}), name: 'daymark' }, 'acme');
  expect(lines.filter(({ journey }) => journey === 'onboarding').at(-1)?.entry).toEqual({
    type: 'exited',
    reason: 'stopped',
  });
  expect(
    cloud.executions().filter(({ machineArn, status }) => machineArn.endsWith('onboarding') && status === 'RUNNING'),
  ).toEqual([]);
});
