import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { beforeAll, expect, test } from 'vitest';
import { allTimelines } from '../../engine/adapters/aws/table/timeline.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { populate } from '../../engine/playback/populate.ts';
import { type PlayedCase, playCase, shippedProject } from '../support/play-case.ts';
import {
  account,
  chargeFailed,
  invoicePaid,
  paymentFailed,
  signup,
  subscriptionCanceled,
  track,
} from '../support/recorded-events.ts';

const start = '2026-01-05T10:00:00Z';
const on = (day: number): string => new Date(Date.parse(start) + day * 86_400_000).toISOString();

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...signup('idle', start),
      ...signup('active', start),
      ...['Project Created', 'Comment Added', 'Report Shared'].map(event => track('active', event, on(2))),
      ...signup('left-on-day-5', start),
      subscriptionCanceled('left-on-day-5', on(5)),
      ...signup('left-on-day-10', start),
      subscriptionCanceled('left-on-day-10', on(10)),
      ...account('renewing', start, { renewalAt: on(100).slice(0, 10), arr: 20_000 }),
      ...account('paid-late', start),
      chargeFailed('paid-late', on(0), 'insufficient_funds'),
      paymentFailed('paid-late', on(0), on(3)),
      invoicePaid('paid-late', on(4)),
      ...account('never-paid', start),
      chargeFailed('never-paid', on(0), 'insufficient_funds'),
      paymentFailed('never-paid', on(0), on(3)),
    ],
    { journeys: ['onboarding', 'renewal', 'payment-recovery'] },
  );
});

/** Transitions of the account's enrollments, as the interpreter counted them. */
const transitions = (id: string): number[] =>
  played.executions.filter(({ group }) => group === id).map(execution => execution.transitions);

test('onboarding takes 14 transitions on its longest path, the check of day 30 and the way on included', () => {
  expect(played.of('idle').join('\n')).toContain('low-adoption: task opened');
  expect(transitions('idle')).toEqual([14]);
  expect(Math.max(...transitions('active'))).toBeLessThanOrEqual(14);
});

test('a touch costs two transitions: its wait and itself', () => {
  expect(played.of('left-on-day-5').filter(line => /: (email|inApp) sent/.test(line))).toHaveLength(2);
  expect(played.of('left-on-day-10').filter(line => /: (email|inApp) sent/.test(line))).toHaveLength(3);
  expect((transitions('left-on-day-10')[0] ?? 0) - (transitions('left-on-day-5')[0] ?? 0)).toBe(2);
});

test('an exit costs the wait that it ends, and one more', () => {
  // welcome, until the tour, the tour, until first-project, exited
  expect(transitions('left-on-day-5')).toEqual([5]);
});

test('renewal and payment recovery cost two transitions a stage as well', () => {
  expect(transitions('renewing')).toEqual([7]);
  expect(transitions('never-paid')).toEqual([11]);
  expect(transitions('paid-late')).toEqual([7]);
});

test('a touch that is held costs two more: it parks, and is tried again', async () => {
  const normally = await transitionsUntilDay4(async () => {});
  const heldForADay = await transitionsUntilDay4(pause => pause(true));
  expect(normally.lines).toContain('core-workflow-tour: sent');
  expect(heldForADay.lines).toContain('core-workflow-tour: held');
  expect(heldForADay.lines).toContain('core-workflow-tour: sent');
  expect(heldForADay.transitions - normally.transitions).toBe(2);
});

test('no execution comes near what Step Functions allows', () => {
  expect(Math.max(...played.executions.map(({ history }) => history))).toBeLessThan(100);
});

/** Onboarding, with an operator who may pause it before the tour of day 3 and resumes it right after. */
const transitionsUntilDay4 = async (operate: (pause: (paused: boolean) => Promise<void>) => Promise<void>) => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-held-'));
  const shipped = await shippedProject();
  const project = { ...shipped, journeys: shipped.journeys.filter(({ definition }) => definition.id === 'onboarding') };
  await writeBuild(project, folder);
  const cloud = await startLocalCloud({
    startAt: '2026-01-05T10:00:00.000Z',
    environment: { ...localSecrets, DAYMARK_BUILD: folder },
  });
  const client = new DynamoDBClient({});
  const switches = new SSMClient({});
  const pause = async (paused: boolean): Promise<void> => {
    const Name = `${cloud.environment.DAYMARK_SWITCHES_PATH}/journey/onboarding`;
    const Value = paused ? 'paused' : 'on';
    await switches.send(new PutParameterCommand({ Name, Value, Type: 'String', Overwrite: true }));
  };
  try {
    await populate(cloud, project);
    for (const event of signup('acme', start)) await send(cloud, event);
    await cloud.advanceTo('2026-01-07T12:00:00.000Z');
    await operate(pause);
    await cloud.advanceTo('2026-01-08T12:00:00.000Z');
    await pause(false);
    await cloud.advanceTo('2026-01-09T12:00:00.000Z');
    const lines = await Array.fromAsync(
      allTimelines({ client, name: cloud.environment.DAYMARK_TABLE ?? '' }),
      ({ entry }) => (entry.type === 'touch' ? `${entry.step}: ${entry.outcome}` : entry.type),
    );
    return { lines, transitions: cloud.executions()[0]?.transitions ?? Number.NaN };
  } finally {
    client.destroy();
    switches.destroy();
    await cloud.stop();
    await rm(folder, { recursive: true });
  }
};

const send = async (cloud: LocalCloud, body: Readonly<Record<string, unknown>>): Promise<void> => {
  await deliver(cloud, { kind: 'segment', body, text: JSON.stringify(body) });
  await cloud.settle();
};
