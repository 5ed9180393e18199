import { describe, expect, it } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { aContact, aLine } from '../conformance/records.ts';
import { testStore } from '../support/stored.ts';
import { taskWorld } from '../support/task-world.ts';
import { anActiveEnrollment, someProfile } from '../support/touch.ts';

const store = testStore();
const at = '2026-03-09T09:00:00.000Z';
let count = 0;

const someAccount = async (...changes: Change[]) => {
  const world = await taskWorld(store, `why-${++count}`);
  world.team.push({ id: 'maya', email: 'maya@example.com' });
  await world.given([
    { kind: 'profile', profile: someProfile({ name: 'Acme' }, { account: world.account }) },
    ...changes,
  ]);
  const ask = async (more = '') => (await world.ask('maya', 'GET', `/v1/why?account=${world.account}${more}`)).body;
  return { ...world, why: ask };
};

describe('why', () => {
  it('says which rule kept an account out of a journey, and of which event', async () => {
    const { ports, account, why } = await someAccount();
    await ports.entryRefusals.keep({ account, journey: 'onboarding', gate: 'audience', event: 'Account Created', at });
    const [onboarding] = (await why()).journeys as [{ misses: [{ gates: unknown }] }];
    expect(onboarding).toMatchObject({ id: 'onboarding', name: 'Onboarding', state: 'refused' });
    expect(onboarding.misses).toMatchObject([{ at, event: 'Account Created', failing: 1, isSupposed: false }]);
    expect(onboarding.misses[0].gates).toMatchObject([{ name: 'audience', passed: false }]);
  });

  it('says of a step what it needed beside what there was, for the contact that is asked about', async () => {
    const touch = (to: string): Change => ({
      kind: 'line',
      line: {
        ...aLine(`why-${count + 1}`),
        enrollment: anActiveEnrollment().id,
        at,
        key: `0001.1.3.touch.${to}`,
        entry: { type: 'touch', step: 'welcome', channel: 'email', outcome: 'skipped', to, reason: 'unsubscribed' },
      },
    });
    const { why } = await someAccount(
      { kind: 'enroll', enrollment: anActiveEnrollment() },
      { kind: 'contact', contact: aContact('ada', { attributes: { name: { value: 'Ada', at } } }) },
      touch('ada'),
      touch('bob'),
    );
    const asked = await why('&journey=onboarding&step=welcome&contact=ada');
    expect(asked.journeys).toMatchObject([{ state: 'in', by: 'Account Created' }]);
    expect(asked.steps).toMatchObject([
      {
        ...{ step: 'welcome', title: 'Welcome', state: 'decided' },
        attempts: [{ outcome: 'skipped', to: 'Ada', gates: [{ name: 'consent', passed: false }] }],
      },
    ]);
  });
});
