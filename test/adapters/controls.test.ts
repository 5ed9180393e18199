import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableControls } from '../../engine/adapters/aws/controls.ts';
import { type Instant, instant } from '../../engine/kernel/instant.ts';
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

test('a write key has so many calls an hour, and every key its own', async () => {
  const { countCalls } = tableControls(table);
  const made = (now: Instant, calls: number) => countCalls('a1b2c3d4', { now, calls, atMost: 5_000 });
  expect(await made(instant('2026-03-10T09:00:00Z'), 2_500)).toBe(true);
  expect(await made(instant('2026-03-10T09:59:59Z'), 2_499)).toBe(true);
  expect(await made(instant('2026-03-10T09:59:59Z'), 2)).toBe(false);
  expect(await made(instant('2026-03-10T09:59:59Z'), 1)).toBe(true);
  expect(await made(instant('2026-03-10T09:59:59Z'), 1)).toBe(false);
  expect(await countCalls('other', { now: instant('2026-03-10T09:59:59Z'), calls: 1, atMost: 5_000 })).toBe(true);
  expect(await made(instant('2026-03-10T10:00:00Z'), 2_500)).toBe(true);
});

test('of calls at the same moment no more go through than there is room for', async () => {
  const { countCalls } = tableControls(table);
  const now = instant('2026-03-10T11:00:00Z');
  const all = await Promise.all(
    Array.from({ length: 40 }, () => countCalls('busy', { now, calls: 100, atMost: 2_500 })),
  );
  expect(all.filter(Boolean)).toHaveLength(25);
});

test('until when suppressed addresses are known is kept', async () => {
  const controls = tableControls(table);
  expect(await controls.suppressionsKnownUntil()).toBeUndefined();
  await controls.suppressionsAreKnown('2026-03-10T23:00:00.000Z');
  expect(await tableControls(table).suppressionsKnownUntil()).toBe('2026-03-10T23:00:00.000Z');
});
