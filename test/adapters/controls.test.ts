import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

test('a pause is seen within 30 seconds of the clock, and asked for once meanwhile', async () => {
  const controls = tableControls(table);
  await pause('renewal', false);
  table.roundTrips();

  const before = await Promise.all([controls.pausedJourneys(at(0)), controls.pausedJourneys(at(1))]);
  await pause('onboarding', true);
  const cached = await controls.pausedJourneys(at(29));
  const fresh = await controls.pausedJourneys(at(30));
  const clockSetBack = await controls.pausedJourneys(at(10));

  expect(before.map(paused => [...paused])).toEqual([[], []]);
  expect([...cached]).toEqual([]);
  expect([...fresh]).toEqual(['onboarding']);
  expect([...clockSetBack]).toEqual(['onboarding']);
  expect(table.roundTrips()).toEqual(['QueryCommand', 'PutItemCommand', 'QueryCommand', 'QueryCommand']);
});

test('a read that failed is not remembered', async () => {
  const missing = { client: table.client, name: 'no-such-table' };
  const controls = tableControls(missing);

  await expect(controls.pausedJourneys(at(0))).rejects.toThrow();
  missing.name = table.name;
  await expect(controls.pausedJourneys(at(0))).resolves.toBeDefined();
});

const at = (seconds: number): string => `2026-03-01T09:00:${String(seconds).padStart(2, '0')}.000Z`;

const pause = (journey: string, paused: boolean) =>
  table.client.send(
    new PutItemCommand({
      TableName: table.name,
      Item: { pk: { S: 'CONTROL' }, sk: { S: `JOURNEY#${journey}` }, paused: { BOOL: paused } },
    }),
  );

test('events that one version listens to are known to the next, whose process reads them once', async () => {
  const before = tableControls(table);
  await before.listenTo(new Set(['Report Shared', 'Invite Sent']));
  await tableControls(table).listenTo(new Set(['Account Created']));
  const after = tableControls(table);
  table.roundTrips();
  expect(await after.listenedEvents()).toEqual(new Set(['Report Shared', 'Invite Sent', 'Account Created']));
  await after.listenedEvents();
  expect(table.roundTrips()).toEqual(['GetItemCommand']);
});
