import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { route } from '../../engine/services/route/route.ts';
import { sweep } from '../../engine/services/sweep/sweep.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { renewal } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { someProfile } from '../support/touch.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const newWorld = async (renewalAt: string, timezone: string): Promise<RouteWorld> => {
  const world = routeWorld(table, `acme-${++count}`, [renewal]);
  const profile = someProfile({ renewalAt, timezone }, { account: world.account, terms: { renewalAt } });
  await world.given([{ kind: 'profile', profile }]);
  return world;
};

/** Sweeps every hour, and routes what it publishes. */
const sweepBetween = async (world: RouteWorld, from: string, hours: number): Promise<void> => {
  world.clock.at = from;
  for (let hour = 0; hour < hours; hour++) {
    world.published.length = 0;
    await sweep(world.ports);
    for (const event of world.published) await route(event, world.ports);
    world.later(3600);
  }
};

describe('the hourly sweep', () => {
  test.each([
    ['UTC', '2027-03-02T00:00:00.000Z'],
    ['America/Los_Angeles', '2027-03-03T08:00:00.000Z'],
    ['Pacific/Auckland', '2027-03-04T11:00:00.000Z'],
  ])('enrolls an account in %s at its own midnight, 91 days before its date', async (timezone, midnight) => {
    const date =
      { UTC: '2027-06-01', 'America/Los_Angeles': '2027-06-02', 'Pacific/Auckland': '2027-06-04' }[timezone] ?? '';
    const world = await newWorld(date, timezone);
    await sweepBetween(world, '2027-03-01T00:00:00.000Z', 110);
    const lines = await world.timeline();
    expect(lines.map(({ at, entry }) => [at, entry])).toEqual([[midnight, { type: 'enrolled', trigger: 'renewalAt' }]]);
    expect(world.started).toHaveLength(1);
  });

  test('costs one query, rarely two, when nothing is due', async () => {
    const world = routeWorld(table, `acme-${++count}`, [renewal]);
    world.clock.at = '2030-01-01T05:00:00.000Z';
    table.roundTrips();
    await sweep(world.ports);
    expect(table.roundTrips()).toEqual(['QueryCommand']);
    world.clock.at = '2030-01-01T11:00:00.000Z';
    await sweep(world.ports);
    expect(table.roundTrips()).toHaveLength(2);
  });

  test('asks nothing again of an account that was looked at', async () => {
    const world = await newWorld('2028-06-01', 'UTC');
    await sweepBetween(world, '2028-03-02T00:00:00.000Z', 1);
    expect(world.published).toHaveLength(1);
    await sweepBetween(world, '2028-03-02T01:00:00.000Z', 1);
    expect(world.published).toEqual([]);
  });
});
