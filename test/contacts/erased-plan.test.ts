import { expect, test } from 'vitest';
import { erasePersonalData } from '../../engine/contacts/use-cases/erase-personal-data.ts';
import { aContact, aPlan, march } from '../conformance/records.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { someProfile } from '../support/touch.ts';

const zuza = aContact('u-7', {
  attributes: { email: { value: 'Zuza@acme.example', at: march(1) }, name: { value: 'Zuzana Quill', at: march(1) } },
});
const goals = [{ id: 'launch', title: 'zuzana quill goes live', owner: 'u-7', dueAt: '2026-05-04' }];
const erased = [{ id: 'launch', dueAt: '2026-05-04' }];

test('a success plan is without an erased person for good: what was said before never comes back', async () => {
  const { ports } = routeWorld(testStore(), 'acme', []);
  const keep = (at: string) => ports.accounts.commit('acme', [{ kind: 'successPlan', plan: aPlan(at, { goals }) }]);
  const stored = async () => (await ports.accounts.snapshot('acme')).successPlan?.goals;
  await ports.accounts.commit('acme', [
    { kind: 'profile', profile: someProfile(undefined, { account: 'acme' }) },
    { kind: 'contact', contact: zuza },
  ]);
  await keep(march(2));
  expect((await erasePersonalData('acme', 'u-7', ports)).outcome).toBe('erased');
  expect(await stored()).toEqual(erased);
  await keep(march(3));
  expect(await stored()).toEqual(erased);
});
