import { marshall } from '@aws-sdk/util-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../engine/account/change.ts';
import type { Enrollment } from '../engine/account/enrollment.ts';
import { stopOf } from '../engine/account/operator-events.ts';
import { tableAccountPorts } from '../engine/adapters/aws/table/account-ports.ts';
import { activeEnrollments } from '../engine/adapters/aws/table/active-enrollments.ts';
import { tableContactRecords } from '../engine/adapters/aws/table/contact-records.ts';
import { accountPartition } from '../engine/adapters/aws/table/keys.ts';
import { itemsUnder } from '../engine/adapters/aws/table/table.ts';
import { erasePersonalData } from '../engine/contacts/use-cases/erase-personal-data.ts';
import { exportContact } from '../engine/contacts/use-cases/export-contact.ts';
import { plusSeconds } from '../engine/kernel/instant.ts';
import { sortKey } from '../engine/kernel/row-keys.ts';
import { makeMoves, planMoves } from '../engine/operate/plan-moves.ts';
import { stopJourney } from '../engine/operate/stop-journey.ts';
import type { Operator } from '../engine/ports/operator.ts';
import { route } from '../engine/routing/use-cases/route.ts';
import { aConsent, aDelivery, aLine } from '../test/conformance/records.ts';
import { putAll, seatItems, store, storeRows } from '../test/support/bulk-rows.ts';
import { Crash } from '../test/support/crash.ts';
import { dyingTable } from '../test/support/dying-table.ts';
import { startTestTable, type TestTable } from '../test/support/dynamodb.ts';
import { aJourney, anEvent } from '../test/support/journeys.ts';
import { type RouteWorld, routeWorld } from '../test/support/route-world.ts';
import { anActiveEnrollment, now, somebody, someProfile } from '../test/support/touch.ts';

// Ten times the bounds of docs/growth.md, where it takes seconds; test/account/ten-times.test.ts has what takes less.

/** Of an item. */
const mostBytes = 400_000;

let table: TestTable;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const worldOf = (account: string, journeys = [aJourney({})]): RouteWorld => routeWorld(table, account, journeys);

test('the seats of 100,000 users are read whole, and the next word on one is one write', async () => {
  const world = worldOf('seats');
  const items = seatItems('seats', 100_000, now);
  expect(Math.max(...items.map(item => JSON.stringify(marshall(item)).length))).toBeLessThan(mostBytes / 10);
  await putAll(table, items.values());

  const user = 'user-7-of-the-length-of-a-real-id';
  const left = { user, at: plusSeconds(now, 60), assigned: false };
  table.roundTrips();
  await world.given([{ kind: 'seat', word: left }]);
  expect(table.roundTrips()).toEqual(['UpdateItemCommand']);

  const { seats = [] } = await world.ports.accounts.snapshot('seats');
  expect(seats).toHaveLength(100_000);
  expect(seats.find(each => each.user === user)).toEqual(left);
});

test('100 commits of one account whose processes died are completed by the next read, whoever reads at once', async () => {
  const dead = Array.from({ length: 100 }, async (_, n) => {
    const lines = Array.from(
      { length: 120 },
      (_, line): Change => ({ kind: 'line', line: aLine('commits', { key: `${n}-${line}` }) }),
    );
    // Its second page is staged, and its first transaction is done.
    const dying = dyingTable(table, { at: 2, when: 'after' });
    await tableAccountPorts(dying.table, { now: () => now })
      .accounts.commit('commits', lines)
      .catch(() => {});
    return dying.hasDied();
  });
  expect((await Promise.all(dead)).every(Boolean)).toBe(true);
  const world = worldOf('commits');
  expect((await itemsUnder(table, accountPartition('commits'), sortKey.openCommit)).length).toBe(100);

  await Promise.all([1, 2, 3].map(() => world.ports.accounts.snapshot('commits')));

  expect(await itemsUnder(table, accountPartition('commits'), sortKey.openCommit)).toEqual([]);
  expect(await itemsUnder(table, accountPartition('commits'), sortKey.commitPage)).toEqual([]);
  expect(await world.timeline()).toHaveLength(12_000);
});

/** An operator who reads the journey's enrollments from the table; what is published stays in the world. */
const operatorIn = (world: RouteWorld): Operator => ({
  ...world.ports,
  archive: { since: async () => undefined, lines: async function* () {} },
  activeEnrollments: journey => activeEnrollments(table, journey),
  liveVersion: async () => 'v2',
  journeys: async () => ['onboarding'],
});

test('a journey of 1,500 accounts is stopped, though the operator is killed halfway', async () => {
  const world = worldOf('stopping');
  const accounts = Array.from({ length: 1_500 }, (_, n) => `stops-${n}`);
  await storeRows(
    table,
    accounts.map(account => [account, { kind: 'enroll', enrollment: enrolled(account, 'halt', 'halt-1') }]),
  );
  const operator = operatorIn(world);
  let calls = 0;
  const publishAll: Operator['queue']['publishAll'] = async events => {
    if (++calls === 9) throw new Crash();
    await world.ports.queue.publishAll(events);
  };

  await expect(stopJourney('halt', { ...operator, queue: { ...operator.queue, publishAll } })).rejects.toThrow(Crash);
  expect(world.published.length).toBeGreaterThan(100);
  expect(await stopJourney('halt', operator)).toEqual({ accounts: 1_500 });

  expect(new Set(world.published.map(({ account }) => account))).toEqual(new Set(accounts));
});

test('the 1,200 enrollments of one account are stopped by one event, though its process dies between two pages of the commit', async () => {
  const world = worldOf('halted', [aJourney({ id: 'halt' })]);
  const all = Array.from({ length: 1_200 }, (_, n) => ({
    ...enrolled('halted', 'halt', `halt-${n}`),
    wait: {
      ...{ resumeToken: `token-${n}`, step: 'welcome', until: '2026-04-01T09:00:00Z', listens: [], anchoredAt: now },
      wake: { kind: 'day', day: 9, sendAt: '09:00' } as const,
    },
  }));
  await store(
    table,
    'halted',
    all.map(enrollment => ({ kind: 'enroll', enrollment })),
  );
  await world.given([{ kind: 'profile', profile: someProfile(undefined, { account: 'halted' }) }]);
  const stop = stopOf('halted', 'halt', now);
  // Past the last page that is staged, in the middle of those that are written.
  const dying = dyingTable(table, { at: 60, when: 'after' });
  const dies = tableAccountPorts(dying.table, { now: () => now });

  await expect(route(stop, { ...world.ports, ...dies })).rejects.toThrow(Crash);
  expect((await itemsUnder(table, accountPartition('halted'), sortKey.openCommit)).length).toBe(1);
  await route(stop, world.ports);

  const { enrollments } = await world.ports.accounts.snapshot('halted');
  expect(new Set(enrollments.map(({ status, exitReason }) => `${status} ${exitReason}`))).toEqual(
    new Set(['exited stopped']),
  );
  expect(await world.timeline()).toHaveLength(1_200);
  expect(new Set(world.ended.map(({ token }) => token)).size).toBe(1_200);
  expect(await itemsUnder(table, accountPartition('halted'), sortKey.commitPage)).toEqual([]);
});

test('the 1,200 enrollments of one account move to another version, and the account is read once', async () => {
  const world = worldOf('moving');
  const wait = { resumeToken: 't', step: 'rest', until: '2026-04-01T09:00:00Z', listens: [], anchoredAt: now };
  const all = Array.from({ length: 1_200 }, (_, n) => ({
    ...enrolled('moving', 'move', `move-${n}`),
    wait: { ...wait, wake: { kind: 'day', day: 9, sendAt: '09:00' } as const },
  }));
  await store(
    table,
    'moving',
    all.map(enrollment => ({ kind: 'enroll', enrollment })),
  );
  const operator = operatorIn(world);
  let reads = 0;
  const accounts: Operator['accounts'] = {
    ...operator.accounts,
    snapshot: (...asked) => {
      reads++;
      return operator.accounts.snapshot(...asked);
    },
  };
  const inItsWait = ({ wait }: Enrollment) =>
    wait ? { move: { step: wait.step, until: wait.until } } : { stay: 'it is in a step' };

  const { moves } = await planMoves('move', 'v2', inItsWait, { ...operator, accounts });
  await makeMoves(moves, 'v2', operator);

  expect(reads).toBe(1);
  expect(new Set(world.published.map(({ fields }) => fields.enrollment))).toEqual(new Set(all.map(({ id }) => id)));
});

const enrolled = (account: string, journey: string, id: string) =>
  anActiveEnrollment({ account, journey, id, key: id });

test('a person with thousands of rows is exported page by page, and erased', async () => {
  const world = worldOf('person');
  const text = (n: number) => String(n).padStart(5, '0');
  const rows = function* (): Generator<Change> {
    yield { kind: 'contact', contact: somebody('ada') };
    for (let n = 0; n < 3_000; n++) {
      const contact = n % 3 === 0 ? 'bob' : 'ada';
      const at = plusSeconds(now, n);
      yield { kind: 'claim', delivery: aDelivery('person', `d${text(n)}`, { contact, claimedAt: at }) };
      const entry = { type: 'touch', channel: 'email', step: 'welcome', to: contact, outcome: 'sent' } as const;
      yield { kind: 'line', line: aLine('person', { at, key: text(n), entry }) };
      if (n < 1_200) yield { kind: 'consent', record: aConsent('ada', { at }) };
    }
  };
  await store(table, 'person', rows());
  await world.given(
    Array.from({ length: 30 }, (_, n): Change => {
      const event = anEvent('Project Created', { id: `e${n}`, account: 'person', user: n < 20 ? 'ada' : 'bob' });
      return { kind: 'mark', event };
    }),
  );

  const records = tableContactRecords(table, world.ports.clock);
  const all = await exportContact('person', 'ada', { ...world.ports, records });

  expect(all?.deliveries).toHaveLength(2_000);
  expect(all?.timeline).toHaveLength(2_000);
  expect(all?.consents).toHaveLength(1_200);
  expect([...(all?.usage ?? [])]).toHaveLength(20);
  const settings = { tokenSecrets: ['a secret of the test'] as const };
  const erased = await erasePersonalData('person', 'ada', { ...world.ports, settings });
  expect(erased).toMatchObject({ outcome: 'erased' });
  expect(await world.ports.contacts.find('person', 'ada')).toBeUndefined();
});
