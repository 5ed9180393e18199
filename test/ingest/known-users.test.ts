import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tableDirectory } from '../../engine/adapters/aws/table/directory.ts';
import { sentCalls } from '../../engine/ingest/sent-calls.ts';
import { ingestUsage } from '../../engine/ingest/use-cases/ingest-usage.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { assignUnmatched } from '../../engine/routing/use-cases/assign-unmatched.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { type TestStore, testStore } from '../support/stored.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

interface World extends RouteWorld {
  /** Ids of this world alone: all share a table. */
  id(name: string): string;
  send(...calls: readonly Call[]): ReturnType<typeof ingestUsage>;
  /** As another process would. */
  anew(): AllPorts;
}
type Call = Readonly<Record<string, unknown>>;

/** In memory, or in the table, where a process begins with nothing known. */
const newWorld = (store: TestStore = testStore()): World => {
  const suffix = `~${++count}~`;
  const id = (name: string) => name + suffix;
  const world = routeWorld(store, id('acme'), [aJourney()]);
  const anew = () => ({
    ...world.ports,
    ...('client' in store && {
      directory: tableDirectory({ ...store, addressKeys: () => ['secret'] }, world.ports.clock),
    }),
  });
  return { ...world, id, anew, send: (...batch) => ingestUsage(sentCalls('batch', { batch }), anew()) };
};

/** The calls of a person who came as a visitor, signed in, and has one account. */
const calls = ({ id, account }: World): readonly Call[] => {
  const ann = id('ann');
  const visitor = id('visitor');
  const at = (minute: number) => `2026-03-10T08:0${minute}:00Z`;
  return [
    { type: 'track', messageId: id('m1'), anonymousId: visitor, event: 'Project Created', timestamp: at(1) },
    {
      type: 'identify',
      messageId: id('m2'),
      anonymousId: visitor,
      userId: ann,
      traits: { name: 'Ann' },
      timestamp: at(2),
    },
    { type: 'track', messageId: id('m3'), userId: ann, event: 'Account Created', timestamp: at(3) },
    { type: 'group', messageId: id('m4'), userId: ann, groupId: account, traits: { plan: 'pro' }, timestamp: at(4) },
    { type: 'identify', messageId: id('m5'), userId: ann, traits: { email: 'ann@acme.example' }, timestamp: at(5) },
    { type: 'track', messageId: id('m6'), userId: ann, anonymousId: visitor, event: 'Unheard', timestamp: at(6) },
  ];
};

/** The result once all is routed: lines, usage and the contact, without ids that differ between worlds. */
const outcome = async (world: World): Promise<string> => {
  for (const event of world.published.splice(0)) await route(event, world.ports);
  const { usage, contacts } = await world.ports.accounts.snapshot(world.account, {
    usageSince: '2026-03-01T00:00:00.000Z',
  });
  const told = {
    lines: (await world.timeline()).map(({ at, entry }) => ({ at, ...entry })),
    usage: [...usage].flatMap(({ event, user, at }) => (user ? [`${at} ${event} ${user}`] : [])).sort(),
    contacts: contacts.map(({ id, attributes }) => [
      id,
      ...Object.entries(attributes)
        .map(([name, said]) => `${name} ${said?.value}`)
        .sort(),
    ]),
    started: world.started.length,
    waiting: (await world.ports.directory.kept({ user: world.id('ann') })).length,
  };
  const suffix = world.account.slice('acme'.length);
  return JSON.stringify(told).replaceAll(suffix, '');
};

const inOneBatch = async (): Promise<string> => {
  const world = newWorld();
  await world.send(...calls(world));
  return outcome(world);
};

test('calls that name only a user, or a visitor, come to the same in any order of arrival, in whatever batches', async () => {
  const expected = await inOneBatch();
  expect(JSON.parse(expected)).toMatchObject({
    usage: [
      '2026-03-10T08:01:00.000Z Project Created ann',
      '2026-03-10T08:03:00.000Z Account Created ann',
      '2026-03-10T08:06:00.000Z Unheard ann',
    ],
    contacts: [['ann', 'email ann@acme.example', 'name Ann']],
    started: 1,
    waiting: 0,
  });
  const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
  const sizes = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 6, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(order, sizes, async (indices, batches) => {
      const world = newWorld();
      const left = indices.map(index => calls(world)[index] as Call);
      for (const size of batches) await world.send(...left.splice(0, size));
      expect(await outcome(world)).toBe(expected);
    }),
    { numRuns: 15 },
  );
});

test('a process that dies at any call of the outside world leaves nothing behind that the same request does not fix', async () => {
  const expected = await inOneBatch();
  let died = true;
  for (let at = 1; died; at++) {
    const world = newWorld();
    const [first, second, third, group, ...rest] = calls(world);
    await world.send(...[first, third, ...rest].map(call => call as Call));
    const batch = sentCalls('batch', { batch: [group, second] });
    died = false;
    await ingestUsage(batch, crashingPorts(world.anew(), { at, when: 'before' })).catch((error: unknown) => {
      if (!(error instanceof Crash)) throw error;
      died = true;
    });
    if (died) await ingestUsage(batch, world.anew());
    expect([at, await outcome(world)]).toEqual([at, expected]);
  }
});

describe('a user of several accounts', () => {
  const consultant = async (world: World) => {
    const user = world.id('con');
    for (const account of [world.account, `${world.account}-2`])
      await world.send({ type: 'group', messageId: `g-${account}`, userId: user, groupId: account });
    world.published.length = 0;
    const call = { type: 'track', messageId: world.id('t'), userId: user, event: 'Account Created' };
    return { user, call, sent: await world.send(call) };
  };

  test('has each call kept that names none, once, and operators told', async () => {
    const world = newWorld();
    const { user, call, sent } = await consultant(world);
    expect(sent).toMatchObject({ failed: [], warnings: [{ field: 'context.groupId' }] });
    await world.send(call);
    expect(world.published).toEqual([]);
    expect(world.alarms).toContainEqual({ alarm: 'calls-unmatched', call: `segment:${world.id('t')}` });
    const kept = (await world.ports.directory.allKept()).filter(each => each.call.user === user);
    expect(kept).toMatchObject([{ id: `segment:${world.id('t')}`, because: 'several accounts' }]);
  });

  test('has those told, too, that came while no account was known', async () => {
    const world = newWorld();
    const user = world.id('con');
    const group = { type: 'group', messageId: 'g', userId: user };
    await world.send({ type: 'track', messageId: world.id('t'), userId: user, event: 'Account Created' });
    expect(world.alarms).toEqual([]);
    await world.send({ ...group, groupId: world.account }, { ...group, groupId: `${world.account}-2` });
    expect(world.alarms).toEqual([{ alarm: 'calls-unmatched', call: `segment:${world.id('t')}` }]);
    expect(await world.ports.directory.kept({ user })).toMatchObject([{ because: 'several accounts' }]);
  });

  test('has those told though the process that keeps them so dies right after', async () => {
    const world = newWorld();
    const user = world.id('con');
    const groups = [world.account, `${world.account}-2`].map(groupId => ({
      type: 'group',
      messageId: groupId,
      userId: user,
      groupId,
    }));
    await world.send({ type: 'track', messageId: world.id('t'), userId: user, event: 'Account Created' });
    const ports = world.anew();
    const keep: typeof ports.directory.keep = async (...args) => {
      await ports.directory.keep(...args);
      throw new Crash();
    };
    const dying = { ...ports, directory: { ...ports.directory, keep } };
    await expect(ingestUsage(sentCalls('batch', { batch: groups }), dying)).rejects.toBeInstanceOf(Crash);
    await world.send(...groups);
    expect(world.alarms).toContainEqual({ alarm: 'calls-unmatched', call: `segment:${world.id('t')}` });
  });

  test('has one played when an operator says whose it is', async () => {
    const world = newWorld();
    await consultant(world);
    const id = `segment:${world.id('t')}`;
    expect(await assignUnmatched(id, world.account, world.ports)).toBe('assigned');
    expect(world.published).toMatchObject([{ id, account: world.account, name: 'Account Created' }]);
    expect(await assignUnmatched(id, world.account, world.ports)).toBe('unknown');
  });

  test('has calls taken that name the account', async () => {
    const world = newWorld();
    const { call } = await consultant(world);
    await world.send({ ...call, context: { groupId: world.account } });
    expect(world.published).toMatchObject([{ account: world.account }]);
  });
});

describe('an alias', () => {
  test('gives a visitor a name', async () => {
    const world = newWorld();
    const [track] = calls(world);
    await world.send(track as Call, { type: 'group', messageId: 'g', userId: world.id('ann'), groupId: world.account });
    const alias = { type: 'alias', messageId: 'a', userId: world.id('ann'), previousId: world.id('visitor') };
    await world.send(alias);
    expect(JSON.parse(await outcome(world))).toMatchObject({ usage: [expect.stringContaining('Project Created ann')] });
  });

  test('never makes one of two users', async () => {
    const world = newWorld();
    const [ann, ben] = [world.id('ann'), world.id('ben')];
    const group = { type: 'group', messageId: 'g', userId: ann, groupId: world.account };
    await world.send(group, { ...group, userId: ben, groupId: `${world.account}-2` });
    const { warnings } = await world.send({ type: 'alias', messageId: 'a', userId: ben, previousId: ann });
    expect(warnings).toMatchObject([{ field: 'previousId' }]);
    await world.send({ type: 'track', messageId: world.id('m'), userId: ann, event: 'Unheard' });
    await world.send({ type: 'track', messageId: world.id('n'), anonymousId: ann, event: 'Unheard' });
    const { usage } = await world.ports.accounts.snapshot(world.account, { usageSince: '2026-03-01T00:00:00.000Z' });
    expect([...usage]).toMatchObject([{ user: ann }]);
  });
});

describe('what is kept for an unknown user', () => {
  const track = ({ id }: World, index: number): Call => ({
    type: 'track',
    messageId: `${id('m')}-${index}`,
    userId: id('many'),
    event: 'Survey Responded',
    properties: { score: 9, comment: 'call me at ada@acme.example' },
  });

  test('is of the catalog, and found by keys that say nothing of who it is', async () => {
    const world = newWorld(table);
    const user = 'secretly-ada';
    await world.send({ ...track(world, 0), userId: user });
    await world.send({
      type: 'identify',
      messageId: world.id('i'),
      userId: user,
      traits: { email: 'a@b.example', phone: 1 },
    });
    const kept = await world.ports.directory.kept({ user });
    expect(kept.map(({ place }) => JSON.stringify(place)).join()).not.toMatch(/ada|@/);
    expect(JSON.stringify(kept)).not.toContain('comment');
    expect(JSON.stringify(kept)).not.toContain('phone');
    expect(world.published).toEqual([]);
  });

  test('is at most 200 calls: what comes then is refused, and those that wait are no worse for it', async () => {
    const world = newWorld();
    await world.send(...Array.from({ length: 200 }, (_, index) => track(world, index)));
    const { failed } = await world.send(track(world, 0), track(world, 200));
    expect(failed).toMatchObject([{ index: 1, code: 'too_many_kept' }]);
    await expect(ingestUsage(sentCalls('track', track(world, 201)), world.anew())).rejects.toThrow('too many calls');
    await world.send({ type: 'group', messageId: 'g', userId: world.id('many'), groupId: world.account });
    expect(await world.ports.directory.kept({ user: world.id('many') })).toEqual([]);
  });

  test('is forgotten after a month', async () => {
    const world = newWorld();
    await world.send(track(world, 0));
    world.later(31 * 86_400);
    expect(await world.ports.directory.kept({ user: world.id('many') })).toEqual([]);
  });
});

test('users are found again while the secret before the last is in the list', async () => {
  const world = newWorld(table);
  await world.send({ type: 'group', messageId: 'g', userId: world.id('ann'), groupId: world.account });
  const under = (...secrets: [string, ...string[]]) =>
    tableDirectory({ ...table, addressKeys: () => secrets }, world.ports.clock).accountsOf(world.id('ann'));
  expect(await under('new', 'secret')).toEqual([world.account]);
  expect(await under('new')).toEqual([]);
});

test('a user whose account every call names costs a write once for each process', async () => {
  const world = newWorld(table);
  const ports = world.anew();
  const call = {
    messageId: world.id('m'),
    userId: world.id('ann'),
    event: 'Unheard',
    context: { groupId: world.account },
  };
  await ingestUsage(sentCalls('track', call), ports);
  table.roundTrips();
  await ingestUsage(sentCalls('track', { ...call, messageId: world.id('n') }), ports);
  expect(table.roundTrips()).toEqual(['UpdateItemCommand']);
});
