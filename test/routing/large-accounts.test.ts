import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import { enrollmentId } from '../../engine/account/enrollment.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { tableAccountPorts } from '../../engine/adapters/aws/table/account-ports.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { deliveryId } from '../../engine/sending/delivery-id.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aDelivery, aPrompt, aTask } from '../conformance/records.ts';
import { Crash, type Death } from '../support/crash.ts';
import { dyingTable } from '../support/dying-table.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney, anEvent, aUpdate, on, renewal } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { anActiveEnrollment, aTouch, now, somebody, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const journeys = [aJourney({ reenroll: { kind: 'keyed', field: 'project' } }), renewal];
const name = (n: number): string => `onboarding-${String(n).padStart(3, '0')}`;

/** An account with an enrollment for each of its projects, each of which waits, has a task and shows a prompt. */
const withProjects = async (projects: number): Promise<RouteWorld> => {
  const world = routeWorld(table, `acme-${++count}`, journeys);
  const { account } = world;
  await world.given([{ kind: 'profile', profile: someProfile({ renewalAt: '2026-06-01' }, { account }) }]);
  const rows = Array.from({ length: projects }, (_, n): Change[] => [
    { kind: 'enroll', enrollment: enrollmentOf(account, n) },
    { kind: 'task', task: aTask(account, `${account}-t${n}`, { enrollment: name(n) }) },
    { kind: 'prompt', prompt: aPrompt(account, `prompt-${n}`, { enrollment: name(n) }) },
  ]);
  for (let n = 0; n < rows.length; n += 12) await world.given(rows.slice(n, n + 12).flat());
  return world;
};

const enrollmentOf = (account: string, n: number) =>
  anActiveEnrollment({
    account,
    id: name(n),
    key: `p${n}`,
    exit: [on('subscription.canceled')],
    wait: {
      resumeToken: `token-${n}`,
      step: 'welcome',
      until: '2026-04-01T09:00:00Z',
      wake: { kind: 'before', attribute: 'renewalAt', days: 61, sendAt: '09:00' },
      listens: [],
      anchoredAt: now,
    },
  });

/** Routes an event in a process that dies, then in another one, as the queue does. Returns whether the first one died. */
const routed = async (world: RouteWorld, event: DomainEvent, death?: Death): Promise<boolean> => {
  const own = { ...event, account: world.account };
  const dying = death && dyingTable(table, death);
  if (dying) {
    const stored = tableAccountPorts(dying.table, { now: () => world.clock.at });
    await route(own, { ...world.ports, ...stored }).catch(error => {
      if (!(error instanceof Crash)) throw error;
    });
    world.later(360);
  }
  if (!dying || dying.hasDied()) await route(own, world.ports);
  return dying?.hasDied() ?? false;
};

/** All that happened, without times. */
const outcome = async (world: RouteWorld) => {
  const { enrollments, tasks, profile } = await world.ports.accounts.snapshot(world.account);
  const prompts = await world.ports.prompts.all(world.account);
  return {
    lines: (await world.timeline()).map(({ enrollment, entry }) => `${enrollment} ${JSON.stringify(entry)}`).sort(),
    enrollments: enrollments.map(({ id, status, exitReason }) => `${id} ${status} ${exitReason}`),
    tasks: tasks.length,
    prompts: prompts.filter(({ retiredAt }) => retiredAt === undefined).length,
    ended: world.ended.map(({ token, by }) => `${token} ${by}`).sort(),
    profile: profile?.revision,
  };
};

const canceled = anEvent('subscription.canceled', { source: 'stripe', occurredAt: now });
const deleted = anEvent('Account Deleted', { occurredAt: now });
const renewed = aUpdate({ renewalAt: '2026-07-01' }, { occurredAt: now });

test.each([
  ['a cancellation', canceled, 'exited'],
  ['the end of the account', deleted, 'exited'],
  ['a date that moves', renewed, 'rescheduled'],
] as const)('%s reaches every enrollment of an account that has many', async (_, event, type) => {
  const world = await withProjects(60);

  await routed(world, event);

  const { lines, ended } = await outcome(world);
  expect(lines.filter(line => line.includes(`"type":"${type}"`))).toHaveLength(60);
  expect(ended).toHaveLength(60);
});

test('an exit of many enrollments survives a death before and after any request, as if nothing had been', async () => {
  const clean = await withProjects(20);
  await routed(clean, canceled);
  const expected = await outcome(clean);
  expect(expected).toMatchObject({ tasks: 0, prompts: 0 });

  for (let at = 1; ; at++) {
    const world = await withProjects(20);
    const died = await routed(world, canceled, { at, when: at % 2 === 0 ? 'before' : 'after' });
    expect(await outcome(world), `died at call ${at}`).toEqual(expected);
    if (!died) break;
  }
});

test('a touch whose answers were lost tells of each of its many recipients, before a death and after', async () => {
  const recipients = 60;
  const withLostAnswers = async (): Promise<TouchWorld & { account: string }> => {
    const account = `acme-${++count}`;
    const world = touchWorld(table, account);
    const rows = Array.from({ length: recipients }, (_, n): Change[] => {
      const contact = `c${String(n).padStart(3, '0')}`;
      const id = deliveryId({
        account,
        journey: 'onboarding',
        step: 'welcome',
        term: 'once',
        iteration: 1,
        contact,
        channel: 'email',
      });
      const facts = n % 2 === 0 ? { delivered: now } : {};
      const claimed = aDelivery(account, id, { enrollment: 'onboarding-1', contact, claimedAt: now, facts });
      const recentSends = [{ delivery: id, class: 'lifecycle' as const, at: now }];
      return [
        { kind: 'contact', contact: somebody(contact, {}, { recentSends }) },
        { kind: 'claim', delivery: claimed },
      ];
    });
    await world.given([
      { kind: 'profile', profile: someProfile(undefined, { account }) },
      { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
    ]);
    for (let n = 0; n < rows.length; n += 20) await world.given(rows.slice(n, n + 20).flat());
    world.later(60);
    return { ...world, account };
  };

  for (let at = 1; ; at += 2) {
    const world = await withLostAnswers();
    const dying = dyingTable(table, { at, when: 'after' });
    const stored = tableAccountPorts(dying.table, { now: () => world.clock.at });
    const call = aTouch({ account: world.account });
    await deliverTouch(call, { ...world.ports, ...stored }).catch(() => world.later(60));
    await deliverTouch(call, world.ports);

    const told = (await world.timeline()).flatMap(({ entry }) => (entry.type === 'touch' ? [entry] : []));
    expect(
      told.filter(({ outcome }) => outcome === 'sent'),
      `died at call ${at}`,
    ).toHaveLength(recipients / 2);
    expect(
      told.filter(({ outcome }) => outcome === 'unknown'),
      `died at call ${at}`,
    ).toHaveLength(recipients / 2);
    expect(world.mails).toEqual([]);
    if (!dying.hasDied()) break;
  }
});

test('enrollments that ended long ago are no longer read, and never begin again', async () => {
  const world = routeWorld(table, `acme-${++count}`, [
    aJourney({ enroll: on('Project Created'), reenroll: { kind: 'keyed', field: 'project' } }),
  ]);
  const { account } = world;
  const created = (project: string) => anEvent('Project Created', { account, fields: { project }, occurredAt: now });
  const all = Array.from({ length: 120 }, (_, n) =>
    anActiveEnrollment({
      account,
      id: enrollmentId('onboarding', account, `p${n}`),
      key: `p${n}`,
      status: 'completed',
      anchoredAt: plusSeconds(now, -(90 * 86_400) - n),
      endedAt: plusSeconds(now, -(60 * 86_400) - n),
    }),
  );
  await world.given([{ kind: 'profile', profile: someProfile(undefined, { account }) }]);
  for (let n = 0; n < all.length; n += 30)
    await world.given(all.slice(n, n + 30).map(enrollment => ({ kind: 'enroll', enrollment })));

  await routed(world, created('p7'));
  expect((await world.ports.accounts.snapshot(account)).enrollments.map(({ key }) => key)).toEqual(['p0']);
  for (const project of ['p0', 'p7', 'p119', 'new']) await routed(world, created(project));

  const { enrollments } = await world.ports.accounts.snapshot(account);
  expect(enrollments.map(({ key }) => key).sort()).toEqual(['new', 'p0']);
  expect(world.started).toHaveLength(1);
});
