import { expect, test } from 'vitest';
import { publicLine } from '../../engine/account/public-line.ts';
import type { Accounts } from '../../engine/ports/accounts.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aJourney, anEvent, on } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

const aWorld = async (): Promise<RouteWorld> => {
  const account = `exits-${++count}`;
  const world = routeWorld(store, account, [aJourney()]);
  await world.given([
    { kind: 'profile', profile: someProfile(undefined, { account }) },
    { kind: 'contact', contact: somebody('ada') },
    { kind: 'contact', contact: somebody('bea') },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, exit: [on('subscription.canceled')] }) },
  ]);
  return world;
};
const canceled = ({ account, ports }: RouteWorld) =>
  route(anEvent('subscription.canceled', { account, source: 'stripe' }), ports);
const deliver = ({ account }: RouteWorld, ports: RouteWorld['ports']) => deliverTouch(aTouch({ account }), ports);
const linesOf = async (world: RouteWorld) =>
  (await world.timeline()).map(line => {
    const { at, type, outcome, to, reason } = publicLine(line) as unknown as Record<string, string>;
    expect(at).toBe(`${now.slice(0, 19)}Z`);
    return [type, outcome, to, reason].filter(Boolean).join(' ');
  });
/** Ports of which the n-th commit waits for something else. */
const before = ({ ports }: RouteWorld, nth: number, first: () => Promise<unknown>): RouteWorld['ports'] => {
  let commits = 0;
  const commit: Accounts['commit'] = async (...args) => {
    if (++commits === nth) await first();
    await ports.accounts.commit(...args);
  };
  return { ...ports, accounts: { ...ports.accounts, commit } };
};

test('an exit that is routed before the touch is reserved wins', async () => {
  const world = await aWorld();
  await deliver(
    world,
    before(world, 1, () => canceled(world)),
  );
  expect(world.mails).toEqual([]);
  expect(await linesOf(world)).toEqual([
    'exited subscription.canceled',
    'touch skipped ada exited',
    'touch skipped bea exited',
  ]);
});

test('an exit that is routed between the reservation and the mail wins, too', async () => {
  const world = await aWorld();
  await deliver(
    world,
    before(world, 2, () => canceled(world)),
  );
  expect(world.mails).toEqual([]);
  expect(await linesOf(world)).toEqual([
    'exited subscription.canceled',
    'touch skipped ada exited',
    'touch skipped bea exited',
  ]);
});

test('an exit while a mail leaves comes too late for that one: both lines stand, and it stops the next', async () => {
  const world = await aWorld();
  const { mailer } = world.ports;
  const send: typeof mailer.send = async mail => {
    await canceled(world);
    return mailer.send(mail);
  };
  await deliver(world, { ...world.ports, mailer: { ...mailer, send } });
  expect(world.mails.map(({ to }) => to)).toEqual(['ada@acme.example']);
  expect((await linesOf(world)).sort()).toEqual([
    'exited subscription.canceled',
    'touch sent ada',
    'touch skipped bea exited',
  ]);
  const [enrollment] = (await world.ports.accounts.snapshot(world.account)).enrollments;
  expect(enrollment).toMatchObject({ status: 'exited', exitReason: 'subscription.canceled' });
});
