import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { recordMailEvent } from '../../engine/feedback/use-cases/record-mail-event.ts';
import { applyBrake } from '../../engine/sending/use-cases/apply-brake.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aDelivery } from '../conformance/records.ts';
import { mortalProcess } from '../support/crash.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aTouch, somebody, someProfile } from '../support/touch.ts';
import { touchWorld } from '../support/touch-world.ts';

const store = testStore();

const enrolledAgain = (journey: string, n: number): Change => ({
  kind: 'enroll',
  enrollment: anActiveEnrollment({ id: `${journey}-${n}`, journey, key: String(n), account: journey }),
});

const begin = async (journey: string) => {
  const world = touchWorld(store, journey);
  await world.given([
    { kind: 'profile', profile: someProfile({ name: 'Acme' }, { account: journey }) },
    { kind: 'contact', contact: somebody('ada') },
  ]);
  const touchOf = (n: number, cause: 'event' | 'calendar') =>
    aTouch({
      account: journey,
      enrollment: `${journey}-${n}`,
      journey: { id: journey, version: 'v1', title: 'Loop' },
      cause,
      class: 'transactional',
      template: { id: 'welcome', hash: 'h1', class: 'transactional' },
    });
  /** The nth time around: enrolled once more, and mailed once more. */
  const goRound = async (n: number, cause: 'event' | 'calendar' = 'event'): Promise<string> => {
    await world.given([enrolledAgain(journey, n)]);
    world.later(1);
    return deliverTouch(touchOf(n, cause), world.ports).then(
      () => 'sent',
      (error: Error) => error.name,
    );
  };
  /** As many mails as that were claimed before, at once and without a look at the account. */
  const sentBefore = async (count: number, cause: 'event' | 'calendar' = 'event') => {
    const claims = Array.from({ length: count }, (_, n): Change => {
      const delivery = aDelivery(journey, `before-${n}`, { journey, claimedAt: world.clock.at });
      return { kind: 'claim', delivery, counts: { foreseen: cause === 'calendar' } };
    });
    for (const claim of claims) await world.given([claim]);
  };
  return { world, goRound, sentBefore };
};

test('a journey that enrolls the same account again and again is paused within a minute of being a flood', async () => {
  const { world, goRound, sentBefore } = await begin('loop');
  await sentBefore(280);
  let rounds = 0;
  while (rounds < 100 && (await goRound(rounds)) === 'sent') rounds += 1;
  expect(280 + rounds).toBeGreaterThan(300);
  expect(280 + rounds).toBeLessThanOrEqual(331);
  expect(world.mails).toHaveLength(rounds);
  expect(world.switched).toEqual([
    ['journey/loop', expect.stringMatching(/^paused by the brake: 3\d\d sends in ten minutes, 100 expected$/)],
  ]);
  expect(world.alarms).toMatchObject([{ alarm: 'brake', journey: 'loop', because: 'flood', expected: 100 }]);
  expect(await goRound(rounds + 1)).toBe('TouchHeld');
  expect(world.alarms).toHaveLength(1);
  const held = (await world.timeline()).flatMap(({ entry }) =>
    entry.type === 'touch' && entry.reason ? [entry.reason] : [],
  );
  expect(held).toEqual(['paused', 'paused']);
});

test('operators hear of a flood, and it is paused, wherever the process that finds it dies', async () => {
  const { world, sentBefore } = await begin('fatal');
  await sentBefore(301);
  const { ports, clock } = world;
  const look = async (through = <Port extends object>(port: Port): Port => port) => {
    world.later(31);
    return applyBrake('fatal', await ports.switches.read(clock.at), clock.at, {
      ...ports,
      sends: through(ports.sends),
      switches: through(ports.switches),
      alarms: through(ports.alarms),
    });
  };
  const deaths = [1, 2, 3, 4].flatMap(at => (['before', 'after'] as const).map(when => ({ at, when })));
  for (const death of deaths) {
    const process = mortalProcess();
    process.awaits(death);
    await expect(look(process.through)).rejects.toThrow();
    expect(await look()).toMatchObject({ journeys: new Set(['fatal']) });
    expect(world.alarms, `${death.when} ${death.at}`).toContainEqual(expect.objectContaining({ alarm: 'brake' }));
    world.alarms.length = 0;
    world.paused.clear();
  }
});

test('touches that the calendar foresaw are no flood', async () => {
  const { world, goRound, sentBefore } = await begin('foreseen');
  await sentBefore(300, 'calendar');
  for (let n = 0; n < 10; n++) expect(await goRound(n, 'calendar')).toBe('sent');
  world.later(31);
  expect(await goRound(10, 'calendar')).toBe('sent');
  expect(world.switched).toEqual([]);
  expect((await world.ports.sends.look('foreseen', '2026-03-11T00:00:00.000Z'))?.days.get('2026-03-10')).toMatchObject({
    sent: 311,
  });
});

test('a mail that bounced counts once, however often its event comes', async () => {
  const { world, goRound } = await begin('bounce');
  await goRound(1);
  const delivery = world.mails[0]?.tags.delivery ?? '';
  const event = {
    account: 'bounce',
    delivery,
    fact: 'bounced' as const,
    bounce: 'permanent' as const,
    at: world.clock.at,
    addresses: ['ada@acme.example'],
  };
  const ports = {
    ...world.ports,
    build: { ...world.ports.build, catalog: async () => ({ topicsVersion: '1' }) as never },
  };
  await recordMailEvent(event, ports);
  await recordMailEvent({ ...event, at: '2026-03-10T11:00:00.000Z' }, ports);
  const figures = await world.ports.sends.look('bounce', '2026-03-10T12:00:00.000Z');
  expect(figures?.days.get('2026-03-10')).toEqual({ sent: 1, bounced: 1, complained: 0 });
});
