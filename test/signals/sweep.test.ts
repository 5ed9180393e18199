import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { route } from '../../engine/routing/use-cases/route.ts';
import { sweep } from '../../engine/signals/use-cases/sweep.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aUpdate, renewal } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { type TestStore, testStore } from '../support/stored.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

/** The account as its first `group` call leaves it. */
const newWorld = async (
  renewalAt: string,
  timezone: string,
  at = '2027-01-04T09:00:00.000Z',
  store: TestStore = testStore(),
): Promise<RouteWorld> => {
  const world = routeWorld(store, `acme-${++count}`, [renewal]);
  world.clock.at = at;
  await route(aUpdate({ renewalAt, timezone }, { account: world.account, occurredAt: at }), world.ports);
  return world;
};

/** Sweeps every hour, and routes what it publishes of this account. */
const sweepBetween = async (world: RouteWorld, from: string, hours: number): Promise<string[]> => {
  world.clock.at = from;
  const asked: string[] = [];
  for (let hour = 0; hour < hours; hour++) {
    world.published.length = 0;
    await sweep(world.ports);
    for (const event of world.published.filter(({ account }) => account === world.account)) {
      asked.push(event.id);
      await route(event, world.ports);
    }
    world.later(3600);
  }
  return asked;
};

const farFuture = '2028-01-01T00:00:00.000Z';

/** Puts everything off that is due. */
const nothingDue = async (world: RouteWorld): Promise<void> => {
  const { found } = await world.ports.due.find(farFuture);
  for (const { account } of found) {
    const { evaluation } = await world.ports.accounts.snapshot(account);
    if (evaluation)
      await world.ports.accounts.commit(account, [
        { kind: 'evaluation', evaluation: { account, signals: {}, revision: evaluation.revision + 1 } },
      ]);
  }
};

describe('the hourly sweep', () => {
  test.each([
    ['UTC', '2027-06-01', '2027-03-02T00:00:00.000Z'],
    ['America/Los_Angeles', '2027-06-02', '2027-03-03T08:00:00.000Z'],
    ['Pacific/Auckland', '2027-06-04', '2027-03-04T11:00:00.000Z'],
  ])('enrolls an account in %s at its own midnight, 91 days before its date', async (timezone, date, midnight) => {
    const world = await newWorld(date, timezone, '2027-02-26T09:00:00.000Z');
    await sweepBetween(world, '2027-03-01T00:00:00.000Z', 110);
    const lines = await world.timeline();
    expect(lines.map(({ at, entry }) => [at, entry])).toEqual([[midnight, { type: 'enrolled', trigger: 'renewalAt' }]]);
    expect(world.started).toHaveLength(1);
    expect(world.started[0]?.anchoredAt).toBe(midnight);
  });

  test('costs one query when nothing is due', async () => {
    const world = await newWorld('2028-06-01', 'UTC', undefined, table);
    await nothingDue(world);
    table.roundTrips();
    expect(await sweep(world.ports)).toEqual({ asked: 0 });
    expect(table.roundTrips()).toEqual(['QueryCommand']);
  });

  test('asks for an account until it was evaluated, by the same event, and then no more', async () => {
    const world = await newWorld('2027-12-01', 'UTC', '2027-08-30T09:00:00.000Z');
    await nothingDue(world);
    const update = aUpdate({ renewalAt: '2027-12-02' }, { account: world.account, occurredAt: world.clock.at });
    await route(update, world.ports);

    world.clock.at = '2027-09-02T00:00:00.000Z';
    await sweep(world.ports);
    world.later(3600);
    await sweep(world.ports);
    const [first, second] = world.published;
    expect(first?.id).toBe(`daymark:evaluate:${world.account}:2027-09-02T00:00:00.000Z`);
    expect(second?.id).toBe(first?.id);

    world.published.length = 0;
    if (first && second) for (const event of [first, second]) await route(event, world.ports);
    await sweep(world.ports);
    expect(world.published).toEqual([]);
    expect(world.started).toHaveLength(1);
  });

  test('goes on where one claim cannot be settled, and fails when it is done', async () => {
    const world = await newWorld('2028-06-01', 'UTC');
    const { account } = world;
    const dueAt = '2027-01-04T08:00:00.000Z';
    const pages = [[{ account, dueAt, delivery: 'd1' }], [{ account, dueAt }]];
    const ports = {
      ...world.ports,
      due: { find: async () => ({ found: pages.shift() ?? [], more: pages.length > 0 }) },
      deliveries: {
        ...world.ports.deliveries,
        find: async () => {
          throw new Error('It cannot be read.');
        },
      },
    };
    world.published.length = 0;

    await expect(sweep(ports)).rejects.toThrow('It cannot be read.');

    expect(world.published.map(event => event.account)).toEqual([account]);
  });

  test('hands the rest over to itself when there is more than one invocation should do', async () => {
    const world = await newWorld('2028-06-01', 'UTC');
    await nothingDue(world);
    const accounts = Array.from({ length: 2_250 }, (_, n) => `many-${String(n).padStart(4, '0')}`);
    const dueAt = '2027-01-11T02:00:00.000Z';
    for (let from = 0; from < accounts.length; from += 50) {
      await Promise.all(
        accounts
          .slice(from, from + 50)
          .map(account =>
            world.ports.accounts.commit(account, [
              { kind: 'evaluation', evaluation: { account, dueAt, signals: {}, revision: 1 } },
            ]),
          ),
      );
    }
    world.clock.at = '2027-01-11T03:00:00.000Z';

    expect(await sweep(world.ports)).toEqual({ asked: 2_000 });
    const [rest] = world.handedOver;
    expect(rest).toEqual({ by: world.clock.at, after: { account: 'many-1999', dueAt } });
    world.later(60);
    expect(await sweep(world.ports, rest)).toEqual({ asked: 250 });
    expect(world.handedOver).toHaveLength(1);
    expect(world.published.map(({ account }) => account)).toEqual(accounts);
    await nothingDue(world);
  });
});
