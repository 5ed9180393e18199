import { afterAll, beforeAll, expect, test } from 'vitest';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

const counts = (account: string, plan: string, signIns: number) =>
  store.accounts.commit(account, [{ kind: 'planFigures', account, plan, at: march(16), figures: { signIns } }]);

test('accounts of a plan are read together, each as it was written last, in one query', async () => {
  await counts('a', 'team', 1);
  await counts('b', 'team', 2);
  await counts('b', 'team', 3);
  await counts('c', 'team#2', 4);
  table.roundTrips();

  expect(await store.plans.figures('team')).toEqual([{ signIns: 1 }, { signIns: 3 }]);
  expect(table.roundTrips()).toEqual(['QueryCommand']);
});

test('an account that changes its plan counts for the new one, in one commit', async () => {
  await counts('mover', 'old', 5);
  await store.accounts.commit('mover', [
    { kind: 'leavePlan', account: 'mover', plan: 'old' },
    { kind: 'planFigures', account: 'mover', plan: 'new', at: march(16), figures: { signIns: 5 } },
  ]);

  expect([await store.plans.figures('old'), await store.plans.figures('new')]).toEqual([[], [{ signIns: 5 }]]);
});

test('an evaluation that came too late writes no figures', async () => {
  const commit = (signIns: number, revision: number) =>
    store.accounts.commit('late', [
      { kind: 'planFigures', account: 'late', plan: 'raced', at: march(16), figures: { signIns } },
      { kind: 'evaluation', evaluation: { account: 'late', signals: {}, revision } },
    ]);
  await commit(1, 1);

  await expect(commit(2, 1)).rejects.toThrow('evaluation');
  expect(await store.plans.figures('raced')).toEqual([{ signIns: 1 }]);
});

test('who was not evaluated for five weeks counts no more', async () => {
  await counts('quiet', 'quiet', 1);
  const later = tableAccountPorts(table, { now: () => '2026-04-21T00:00:00.000Z' });

  expect([await store.plans.figures('quiet'), await later.plans.figures('quiet')]).toEqual([[{ signIns: 1 }], []]);
});

test('the first medians of a day hold, for that day and that plan', async () => {
  expect(await store.plans.medians('team', '2026-03-20')).toBeUndefined();

  expect(await store.plans.keepMedians('team', '2026-03-20', { signIns: 2 })).toEqual({ signIns: 2 });
  expect(await store.plans.keepMedians('team', '2026-03-20', { signIns: 9 })).toEqual({ signIns: 2 });
  expect(await store.plans.medians('team', '2026-03-20')).toEqual({ signIns: 2 });
  expect(await store.plans.medians('team', '2026-03-21')).toBeUndefined();
  expect(await store.plans.medians('solo', '2026-03-20')).toBeUndefined();
});
