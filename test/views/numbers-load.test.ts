import { expect, it } from 'vitest';
import { memoryAccountRecords } from '../../engine/memory/account-records.ts';
import { answerView } from '../../engine/views/answer-view.ts';
import { numbersCost } from '../../engine/views/numbers-cost.ts';
import { numbersLoad } from '../../engine/views/numbers-load.ts';
import type { View } from '../../engine/views/view.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { aTask } from '../support/tasks.ts';
import { someProfile } from '../support/touch.ts';

const lead = { email: 'ruth@example.com', roles: ['lead' as const], team: [] };

it('tells what a CSM carries now with the tasks behind it, and what as many accounts cost', async () => {
  const store = testStore();
  const { ports, account } = await taskWorld(store, 'load');
  await ports.accounts.commit(account, [
    { kind: 'profile', profile: someProfile({}, { account }) },
    { kind: 'task', task: aTask({ account }) },
    { kind: 'task', task: aTask({ account, id: 'done', status: 'resolved' }) },
  ]);
  const own = {
    ...ports,
    accountList: {
      find: async () => undefined,
      async *all() {
        yield [{ account, name: 'Acme', journeys: [] } as never];
      },
    },
    accountRecords: memoryAccountRecords({ ...store, clock: ports.clock }),
  };
  const load = numbersLoad.answer.parse(await answerView(numbersLoad as unknown as View, {}, lead, own));
  expect(load.csms.find(({ csm }) => csm.id === 'maya')).toMatchObject({ open: 1, tasks: [0, 0, 0, 0] });
  expect(load.tasks).toMatchObject([{ csm: 'maya', account: { id: account, name: 'Acme' }, isOpen: true }]);

  const cost = numbersCost.answer.parse(await answerView(numbersCost as unknown as View, {}, lead, own));
  expect(cost).toMatchObject({ accounts: 1, total: expect.stringMatching(/^\$\d+\.\d\d$/) });
  const parts = cost.services.flatMap(({ charges }) => charges.map(({ dollars }) => dollars));
  const sum = (of: readonly number[]) => of.reduce((all, each) => all + each, 0);
  expect(sum(cost.services.map(({ dollars }) => dollars))).toBeCloseTo(sum(parts), 8);
});
