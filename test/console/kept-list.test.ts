import fc from 'fast-check';
import { expect, it } from 'vitest';
import { keptList } from '../../console/pages/accounts/kept-list.ts';
import { accountOrders } from '../../engine/counts/arrange-accounts.ts';
import type { ListedAccount } from '../../engine/counts/listed-account.ts';
import { accounts } from '../../engine/views/accounts.ts';
import { answerView } from '../../engine/views/answer-view.ts';
import type { View, ViewPorts } from '../../engine/views/view.ts';

const row = fc.record({
  account: fc.constantFrom('acme', 'bolt', 'zen', 'Ümlaut', 'dot.io'),
  arr: fc.option(fc.nat(90_000), { nil: undefined }),
  owner: fc.option(fc.constantFrom('maya', 'tom'), { nil: undefined }),
  plan: fc.constantFrom('team', 'free'),
  status: fc.constantFrom('active', 'canceled', 'deleted'),
  band: fc.constantFrom('red', 'yellow', 'green', undefined),
  journeys: fc.subarray(['onboarding', 'renewal']),
  open: fc.nat(2),
});

const asked = fc.record(
  {
    search: fc.constantFrom('o', 'ACME'),
    owner: fc.constantFrom('maya', 'nobody'),
    plan: fc.constant('team'),
    band: fc.constantFrom('red', 'none'),
    journey: fc.constant('renewal'),
    tasks: fc.constant('open'),
    sort: fc.constantFrom(...accountOrders),
    reverse: fc.constant('true'),
  },
  { requiredKeys: [] },
);

it('lists from disk what a server lists, whatever is chosen', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(row, { selector: ({ account }) => account }), asked, async (rows, query) => {
      const listed = rows.map(
        ({ band, open, ...each }) =>
          ({
            ...each,
            ...{ name: `${each.account} Inc.`, currency: 'usd', segments: {}, asOf: '2026-12-01T09:00:00.000Z' },
            tasks: { open, breached: 0 },
            ...(band && { health: { score: 50, band, at: '2026-12-01T09:00:00.000Z' } }),
          }) as unknown as ListedAccount,
      );
      const ports = {
        accountList: {
          async *all() {
            yield listed;
          },
        },
        build: { journeys: async () => [], catalog: async () => ({}) },
        clock: { now: () => '2026-12-01T09:00:00.000Z' },
      } as unknown as ViewPorts;
      const viewer = { email: 'maya@example.com', roles: ['lead' as const], team: [] };
      const ask = async (of: object) =>
        accounts.answer.parse(await answerView(accounts as unknown as View, { ...of }, viewer, ports));
      const [server, disk] = [await ask(query), keptList(await ask({ as: 'kept' }), query)];
      expect(disk.rows.map(({ id }) => id)).toEqual(server.rows.map(({ id }) => id));
      expect([disk.found, disk.arr, disk.arrByBand]).toEqual([server.found, server.arr, server.arrByBand]);
    }),
  );
});
