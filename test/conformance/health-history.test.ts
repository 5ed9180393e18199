import { afterAll, beforeAll, expect, test } from 'vitest';
import { allHealth } from '../../engine/adapters/aws/table/health-history.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { aHealthRecord, aProfile, march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

test('scores are found from the newest back, as of any time, and are no part of a snapshot', async () => {
  const records = [2, 9, 16].map(day => aHealthRecord('acme', day, day));
  for (const record of [...records, ...records]) await store.accounts.commit('acme', [{ kind: 'health', record }]);
  await store.accounts.commit('other', [{ kind: 'health', record: aHealthRecord('other', 9, 1) }]);
  await store.accounts.commit('acme', [{ kind: 'profile', profile: aProfile('acme') }]);

  expect(await store.healthHistory.last('acme', { until: march(20), atMost: 2 })).toEqual([records[2], records[1]]);
  expect(await store.healthHistory.last('acme', { until: march(9), atMost: 2 })).toEqual([records[1], records[0]]);
  expect(await store.healthHistory.last('nobody', { until: march(9), atMost: 2 })).toEqual([]);
  expect((await Array.fromAsync(allHealth(table))).map(({ account }) => account).sort()).toEqual([
    'acme',
    'acme',
    'acme',
    'other',
  ]);
  const { usage, ...state } = await store.accounts.snapshot('acme', { usageSince: march(1) });
  expect(state).toMatchObject({ contacts: [], enrollments: [], tasks: [] });
  expect([...usage]).toEqual([]);
});
