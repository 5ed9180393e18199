import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TimelineLine } from '../../engine/account/timeline.ts';
import { accountTimeline, allTimelines } from '../../engine/adapters/aws/table/timeline.ts';
import type { AccountPorts } from '../../engine/ports/account-ports.ts';
import { startTestStore } from '../support/account-store.ts';
import type { TestTable } from '../support/dynamodb.ts';
import { aContact, aLine, march } from './records.ts';

let store: AccountPorts;
let table: TestTable;
beforeAll(async () => {
  ({ store, table } = await startTestStore(march(20)));
});
afterAll(() => table.stop());

test('an account is told in order of time, then of happening', async () => {
  const lines: TimelineLine[] = [
    aLine('acme'),
    aLine('acme', {
      key: '0001.1.1.touch.c1',
      entry: { type: 'touch', step: 'welcome', channel: 'email', outcome: 'sent', to: 'c1' },
    }),
    aLine('acme', { at: march(3), key: '0000.1.1.enrolled.', enrollment: 'e0' }),
  ];
  await store.accounts.commit(
    'acme',
    [...lines].reverse().map(line => ({ kind: 'line', line })),
  );
  await store.accounts.commit('acme', [{ kind: 'contact', contact: aContact('c1') }]);
  await store.accounts.commit('other', [{ kind: 'line', line: aLine('other') }]);

  expect(await accountTimeline(table, 'acme')).toEqual(lines);
  const all = await Array.fromAsync(allTimelines(table));
  expect(all.map(line => line.account).sort()).toEqual(['acme', 'acme', 'acme', 'other']);
});
