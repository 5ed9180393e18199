import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

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

test('until when suppressed addresses are known is kept', async () => {
  const controls = tableControls(table);
  expect(await controls.suppressionsKnownUntil()).toBeUndefined();
  await controls.suppressionsAreKnown('2026-03-10T23:00:00.000Z');
  expect(await tableControls(table).suppressionsKnownUntil()).toBe('2026-03-10T23:00:00.000Z');
});
