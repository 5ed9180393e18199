import type { SQSRecord } from 'aws-lambda';
import { expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { maxAttempts } from '../../engine/routing/use-cases/attempt-event.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { createHandler } from '../../functions/route-events.ts';
import { crashingPorts } from '../support/crash.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { someProfile } from '../support/touch.ts';

const store = testStore();
let count = 0;

/** A FIFO queue with its function: a failed message, and the later ones of its group, are redelivered. */
const aQueue = (world: RouteWorld) => {
  const process = { ports: world.ports };
  let messages: SQSRecord[] = [];
  return {
    process,
    send: (...bodies: (DomainEvent | string)[]) => {
      for (const body of bodies)
        messages.push(aRecord(`m${++count}`, typeof body === 'string' ? body : JSON.stringify(body), world.account));
    },
    receive: async (): Promise<void> => {
      const batch = messages.slice(0, 10);
      for (const { attributes } of batch)
        attributes.ApproximateReceiveCount = String(Number(attributes.ApproximateReceiveCount) + 1);
      const failed = await failedOf(process.ports, batch);
      messages = messages.filter(each => !batch.includes(each) || failed.has(each.messageId));
    },
    left: () => messages.length,
  };
};

const aRecord = (messageId: string, body: string, group: string): SQSRecord =>
  ({ messageId, body, attributes: { MessageGroupId: group, ApproximateReceiveCount: '0' } }) as unknown as SQSRecord;

const failedOf = async (ports: AllPorts, Records: SQSRecord[]): Promise<Set<string>> => {
  const answer = await createHandler(ports)({ Records }, {} as never, {} as never);
  return new Set(answer?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
};

const journeys = [aJourney({ reenroll: { kind: 'keyed', field: 'n' } })];

const newWorld = async (): Promise<RouteWorld> => {
  const world = routeWorld(store, `acme-${++count}`, journeys);
  await world.given([{ kind: 'profile', profile: someProfile(undefined, { account: world.account }) }]);
  return world;
};

const created = ({ account }: RouteWorld, n: number) => anEvent('Account Created', { account, fields: { n } });
const poison = 'no event at all';
const enrolledBy = async ({ ports, account }: RouteWorld): Promise<unknown[]> =>
  (await ports.accounts.snapshot(account)).enrollments.map(({ trigger }) => trigger.fields.n).sort();

test('an event that cannot be routed holds the later ones of its account until it is given up, and takes none with it', async () => {
  const world = await newWorld();
  const queue = aQueue(world);
  queue.send(
    created(world, 1),
    JSON.stringify({ ...created(world, 0), name: 7 }),
    created(world, 2),
    created(world, 3),
  );

  for (let tries = 1; tries < maxAttempts; tries++) {
    await queue.receive();
    expect(await enrolledBy(world)).toEqual([1]);
    expect(world.givenUp).toEqual([]);
  }
  await queue.receive();

  expect(await enrolledBy(world)).toEqual([1, 2, 3]);
  expect(world.givenUp).toMatchObject([{ name: 7 }]);
  expect(queue.left()).toBe(0);
});

test('of two that cannot be routed each has five tries of its own', async () => {
  const world = await newWorld();
  const queue = aQueue(world);
  const fails = ['a', 'b'].map(id => JSON.stringify({ ...created(world, 0), id, name: 7 }));
  queue.send(...fails, created(world, 1));

  const given: number[] = [];
  for (let received = 1; queue.left() > 0 && received < 50; received++) {
    await queue.receive();
    while (given.length < world.givenUp.length) given.push(received);
  }

  // The second event's first attempt is in the delivery that dead-letters the first one.
  expect(given).toEqual([maxAttempts, 2 * maxAttempts - 1]);
  expect(world.givenUp.map(({ id }) => id)).toEqual(['a', 'b']);
  expect(await enrolledBy(world)).toEqual([1]);
});

test('an event at which the process dies is given up, too, and those after it were not tried', async () => {
  const world = await newWorld();
  const queue = aQueue(world);
  queue.send(created(world, 1), created(world, 2));

  // At the first event the process completes nothing but the count before it.
  for (let deaths = 0; deaths <= maxAttempts; deaths++) {
    queue.process.ports = crashingPorts(world.ports, { at: 1, when: deaths === 0 ? 'before' : 'after' });
    await queue.receive();
  }
  expect(await enrolledBy(world)).toEqual([]);
  queue.process.ports = world.ports;
  await queue.receive();

  expect(world.givenUp.map(({ fields }) => fields.n)).toEqual([1]);
  expect(await enrolledBy(world)).toEqual([2]);
});

test('an event that waited for its account and fails takes neither the account nor the others that waited with it', async () => {
  const world = routeWorld(store, `acme-${++count}`, journeys);
  const queue = aQueue(world);
  const waited = [1, 0, 2].map((n, place) => ({
    ...created(world, n),
    id: `waited-${n}`,
    occurredAt: `2026-03-0${place + 1}T10:00:00.000Z`,
  }));
  for (const event of waited) await route(event, world.ports);
  const isPoison = (change: Change) => change.kind === 'mark' && change.event.id === 'waited-0';
  queue.process.ports = {
    ...world.ports,
    accounts: {
      ...world.ports.accounts,
      commit: async (account, changes) => {
        if (changes.some(isPoison)) throw new Error('It cannot be stored.');
        await world.ports.accounts.commit(account, changes);
      },
    },
  };
  queue.send({ ...aUpdate({ name: 'Acme' }), account: world.account });

  for (let received = 0; queue.left() > 0 && received < 50; received++) {
    await queue.receive();
    queue.send(...world.published.splice(0));
  }

  expect(await enrolledBy(world)).toEqual([1, 2]);
  expect(world.givenUp.map(({ id }) => id)).toEqual(['waited-0']);
  expect(await world.ports.waiting.find({ account: world.account })).toEqual([]);
  expect((await world.ports.accounts.profile(world.account))?.attributes.name?.value).toBe('Acme');
});

test('other accounts of the batch go on', async () => {
  const [one, other] = [await newWorld(), await newWorld()];
  const records = [
    aRecord('a', poison, one.account),
    aRecord('b', JSON.stringify(created(other, 1)), other.account),
    aRecord('c', JSON.stringify(created(one, 1)), one.account),
  ];

  expect([...(await failedOf(one.ports, records))]).toEqual(['a', 'c']);
  expect(await enrolledBy(other)).toEqual([1]);
});

test('while the table cannot be reached no try is counted', async () => {
  const world = await newWorld();
  const queue = aQueue(world);
  queue.process.ports = crashingPorts(world.ports, { at: 1, when: 'before' });
  queue.send(created(world, 1));
  for (let n = 0; n < 2 * maxAttempts; n++) await queue.receive();

  queue.process.ports = world.ports;
  await queue.receive();

  expect(await enrolledBy(world)).toEqual([1]);
  expect(world.givenUp).toEqual([]);
});
