import { describe, expect, test } from 'vitest';
import { planWithout } from '../../engine/contacts/plan-without.ts';
import { erasePersonalData } from '../../engine/contacts/use-cases/erase-personal-data.ts';
import { aContact, aPlan, march } from '../conformance/records.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now, someProfile } from '../support/touch.ts';

const zuza = aContact('u-7', {
  attributes: { email: { value: 'Zuza@acme.example', at: march(1) }, name: { value: 'Zuzana Quill', at: march(1) } },
});
const goals = [
  { id: 'launch', title: 'zuzana quill goes live', owner: 'u-7', dueAt: '2026-05-04' },
  {
    id: 'reports',
    title: 'Reports',
    owner: 'bo',
    milestones: [
      { id: 'm', title: 'ask zuza@ACME.example' },
      { id: 'n', title: 'N' },
    ],
  },
];
const erased = [
  { id: 'launch', dueAt: '2026-05-04' },
  { id: 'reports', title: 'Reports', owner: 'bo', milestones: [{ id: 'm' }, { id: 'n', title: 'N' }] },
];

describe('a success plan without an erased person', () => {
  test('has them neither as an owner nor in titles, and all else', () => {
    expect(planWithout(aPlan(march(2), { goals }), zuza, march(3))).toEqual({
      at: march(3),
      message: 'm1~',
      goals: erased,
    });
    expect(planWithout(aPlan(march(4), { goals }), zuza, march(3))).toMatchObject({ at: march(4), message: 'm1~' });
  });

  test('is the same where it does not name them', () => {
    expect(planWithout(undefined, zuza, march(3))).toBeUndefined();
    expect(planWithout(aPlan(march(2), { goals: erased }), zuza, march(3))).toBeUndefined();
    const short = aContact('u', { attributes: {} });
    expect(
      planWithout(aPlan(march(2), { goals: [{ id: 'a', title: 'Launch us', owner: 'bo' }] }), short, now),
    ).toBeUndefined();
    expect(planWithout(aPlan(march(2), { goals: [{ id: 'a', owner: 'u' }] }), short, now)?.goals).toEqual([
      { id: 'a' },
    ]);
  });

  test('is so for good: what was said before never comes back', async () => {
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
});
