import { expect, test } from 'vitest';
import { instant } from '../../engine/kernel/instant.ts';
import { march } from '../conformance/records.ts';
import type { StoredWorld } from './world.ts';

export const ofEntryRefusals = (world: StoredWorld): void => {
  const refusal = (account: string, journey: string, day: number, gate = 'audience') => ({
    ...{ account, journey, gate },
    event: 'Account Created',
    at: march(day),
  });

  test('the latest of each journey is kept, whichever process kept it, for 400 days', async () => {
    const [one, other] = [world.another().entryRefusals, world.another().entryRefusals];
    await one.keep(refusal('kept-out', 'renewal', 1));
    await one.keep(refusal('kept-out', 'onboarding', 1));
    await one.keep(refusal('someone-else', 'onboarding', 1));
    await other.keep(refusal('kept-out', 'onboarding', 2, 'excluded'));
    expect(await world.entryRefusals.of('kept-out')).toEqual([
      refusal('kept-out', 'onboarding', 2, 'excluded'),
      refusal('kept-out', 'renewal', 1),
    ]);
    world.clock.at = instant(`2027-04-05T${march(1).slice(11)}`);
    expect(await world.entryRefusals.of('kept-out')).toEqual([refusal('kept-out', 'onboarding', 2, 'excluded')]);
    world.clock.at = march(20);
  });

  test('a process keeps what one rule says of an account once a day', async () => {
    const { entryRefusals } = world.another();
    const later = { ...refusal('daily', 'onboarding', 3), at: instant('2026-03-03T23:00:00Z') };
    for (const each of [refusal('daily', 'onboarding', 3), later]) await entryRefusals.keep(each);
    expect(await entryRefusals.of('daily')).toEqual([refusal('daily', 'onboarding', 3)]);
    await entryRefusals.keep(refusal('daily', 'onboarding', 4));
    expect(await entryRefusals.of('daily')).toEqual([refusal('daily', 'onboarding', 4)]);
  });
};
