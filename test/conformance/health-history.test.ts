import { afterAll, beforeAll, expect, test } from 'vitest';
import { allHealth } from '../../engine/adapters/aws/table/health-history.ts';
import type { AccountStore } from '../../engine/ports/ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { aHealthRecord, aProfile, march } from './records.ts';

let store: AccountStore;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

test('scores are found from the newest back, as of any time, and are no part of a snapshot', async () => {
  const records = [2, 9, 16].map(day => aHealthRecord('acme', day, day));
  for (const record of [...records, ...records]) await store.commit('acme', [{ kind: 'health', record }]);
  await store.commit('other', [{ kind: 'health', record: aHealthRecord('other', 9, 1) }]);
  await store.commit('acme', [{ kind: 'profile', profile: aProfile('acme') }]);

  expect(await store.healthHistory('acme', { until: march(20), atMost: 2 })).toEqual([records[2], records[1]]);
  expect(await store.healthHistory('acme', { until: march(9), atMost: 2 })).toEqual([records[1], records[0]]);
  expect(await store.healthHistory('nobody', { until: march(9), atMost: 2 })).toEqual([]);
  expect((await Array.fromAsync(allHealth(table))).map(({ account }) => account).sort()).toEqual([
    'acme',
    'acme',
    'acme',
    'other',
  ]);
  expect(await store.snapshot('acme', { usageSince: march(1) })).toMatchObject({
    contacts: [],
    enrollments: [],
    tasks: [],
    usage: [],
  });
});
