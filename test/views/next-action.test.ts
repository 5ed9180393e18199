import { expect, it } from 'vitest';
import type { Playbook } from '../../engine/definition/playbook.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { someProfile } from '../support/touch.ts';

const store = testStore();

it('proposes to CSMs the playbook that suits the nearest goal, and says what it rests on', async () => {
  const world = await taskWorld(store, 'next-1');
  const { account } = world;
  world.team.push({ id: 'maya', email: 'maya@example.com' });
  const agree: Playbook = {
    ...{ id: 'agree', play: 'agree on goals', minutes: 60, suits: ['goal'], links: [] },
    steps: [{ id: 'call', text: 'Call them.' }],
  };
  world.playbooks.push(agree, { ...agree, id: 'calm', suits: ['support'] });
  const goals = [
    { id: 'late', title: 'Everybody invited', dueAt: '2026-09-01' },
    { id: 'soon', title: 'First report sent', dueAt: '2026-04-01' },
  ];
  await world.given([
    { kind: 'profile', profile: someProfile({ name: 'Acme' }, { account }) },
    { kind: 'successPlan', plan: { at: '2026-03-01T09:00:00.000Z', message: 'm1', goals } },
  ]);
  const { body } = await world.ask('maya', 'GET', `/v1/accounts/${account}/next`);
  expect(body).toEqual({
    actions: [
      {
        ...{ playbook: 'agree', play: 'agree on goals', minutes: 60, steps: ['Call them.'], ended: 0, well: 0 },
        because: 'The goal “First report sent” is open, due 2026-04-01',
      },
    ],
  });
  const asMarketer = await world.tokenOf('mia', ['marketer']);
  const refused = await world.askWith(asMarketer, 'GET', `/v1/accounts/${account}/next`);
  expect(refused.status).toBe(404);
});
