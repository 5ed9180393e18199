import { describe, expect, test } from 'vitest';
import { publicLine } from '../../engine/account/public-line.ts';
import type { Accounts } from '../../engine/ports/accounts.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aJourney, anEvent, on } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, anEmail, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { aTemplate } from '../support/touch-world.ts';

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

const steps = {
  mail: anEmail({ to: { roles: ['admin'] } }),
  prompt: { kind: 'prompt', id: 'banner', template: 'welcome', to: { roles: ['admin'] }, data: {} },
  Slack: { kind: 'slack', id: 'tell', channel: 'csm', text: 'Look' },
  webhook: { kind: 'webhook', id: 'hook', endpoint: 'crm', data: {} },
} as const;
const look = { kind: 'banner', placement: 'top', dismissible: true, priority: 50, actions: [] } as const;

describe.each(Object.entries(steps))('an exit in the second of a touch by %s', (name, step) => {
  test.each([1, 2, 3, 4])('wins before its write %i, or comes too late: told is what left', async nth => {
    const world = await aWorld();
    if (name === 'prompt') world.templates.set('h1', aTemplate({ channel: 'prompt', text: 'Hello', prompt: look }));
    let isIn = false;
    const ports = before(world, nth, async () => {
      isIn = true;
      await canceled(world);
    });
    await deliverTouch(aTouch({ account: world.account, step, next: { kind: 'go' } }), ports);
    if (!isIn) await canceled(world);
    const lines = await linesOf(world);
    const prompts = await world.ports.prompts.all(world.account);
    const left = world.mails.length + world.posts.length + prompts.length;
    const sent = lines.filter(line => line.startsWith('touch sent'));
    expect(lines.filter(line => line === 'exited subscription.canceled')).toHaveLength(1);
    expect(left).toBe(sent.length);
    // An exit before the first write stops the send. A skipped touch says that the enrollment exited.
    if (nth === 1) expect(left).toBe(0);
    expect(lines.every(line => /^(exited|touch sent|touch skipped \w+ exited)/.test(line))).toBe(true);
  });
});
