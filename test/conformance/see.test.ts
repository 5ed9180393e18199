import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { park } from '../support/park.ts';
import { anEnrollment, march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
let id = 0;
let enrollment: string;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());
beforeEach(async () => {
  enrollment = `e${++id}`;
  await store.accounts.commit('acme', [{ kind: 'enroll', enrollment: anEnrollment('acme', enrollment) }]);
});

const flag = 'activation_done';

/** The rule of routing: an event ends the wait that listens to it, unless it is older than the wait. */
const wakes = (row: Enrollment | undefined, at: string): boolean =>
  row?.wait?.listens.includes(flag) === true && at >= row.wait.anchoredAt;

test('event first, then park: the park is refused', async () => {
  const row = await store.enrollments.see('acme', enrollment, flag, march(5));

  expect(wakes(row, march(5))).toBe(false);
  expect(row?.seen).toEqual({ [flag]: march(5) });
  expect(await park(table, 'acme', enrollment, { flag, anchoredAt: march(4) })).toBe('refused');
});

test('park first, then event: the event finds the token, in one round trip', async () => {
  expect(await park(table, 'acme', enrollment, { flag, anchoredAt: march(4) })).toBe('parked');
  table.roundTrips();

  const row = await store.enrollments.see('acme', enrollment, flag, march(5));

  expect(wakes(row, march(5))).toBe(true);
  expect(row?.wait?.resumeToken).toBe('token');
  expect(table.roundTrips()).toEqual(['UpdateItemCommand']);
});

test('an event that comes again, after a crash before the wake-up, finds the token again', async () => {
  await park(table, 'acme', enrollment, { flag, anchoredAt: march(4) });
  await store.enrollments.see('acme', enrollment, flag, march(5));

  expect(wakes(await store.enrollments.see('acme', enrollment, flag, march(5)), march(5))).toBe(true);
});

test('an old event that comes again does not end a later wait, nor does it hide the newer one', async () => {
  await store.enrollments.see('acme', enrollment, flag, march(2));
  await store.enrollments.see('acme', enrollment, flag, march(3));
  expect(await park(table, 'acme', enrollment, { flag, anchoredAt: march(4) })).toBe('parked');

  const row = await store.enrollments.see('acme', enrollment, flag, march(2));

  expect(wakes(row, march(2))).toBe(false);
  expect(row?.seen).toEqual({ [flag]: march(3) });
});

test('flags do not hide each other', async () => {
  await store.enrollments.see('acme', enrollment, 'other', march(9));

  expect((await store.enrollments.see('acme', enrollment, flag, march(5)))?.seen).toEqual({
    other: march(9),
    [flag]: march(5),
  });
});

test('an exited enrollment cannot park', async () => {
  await store.accounts.commit('acme', [{ kind: 'exit', enrollment, reason: 'Account Deleted', at: march(5) }]);

  expect(await park(table, 'acme', enrollment, { flag, anchoredAt: march(4) })).toBe('refused');
});

test('nothing is made of an enrollment that does not exist', async () => {
  expect(await store.enrollments.see('acme', 'nobody', flag, march(5))).toBeUndefined();
  expect((await store.accounts.snapshot('acme')).enrollments.some(row => row.id === 'nobody')).toBe(false);
});

test('of event and park at the same time, the later one always sees the earlier', async () => {
  for (let round = 0; round < 20; round += 1) {
    const raced = `race${id}-${round}`;
    await store.accounts.commit('acme', [{ kind: 'enroll', enrollment: anEnrollment('acme', raced) }]);

    const [row, parked] = await Promise.all([
      store.enrollments.see('acme', raced, flag, march(5)),
      park(table, 'acme', raced, { flag, anchoredAt: march(4) }),
    ]);

    expect(parked === 'refused' || wakes(row, march(5))).toBe(true);
  }
});
