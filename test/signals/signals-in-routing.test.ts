import { describe, expect, test } from 'vitest';
import { evaluationDue } from '../../engine/account/evaluate-event.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { type Instant, plusSeconds } from '../../engine/kernel/instant.ts';
import type { AllPorts } from '../../engine/ports/ports.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { aJourney, anEvent, aUpdate } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';

const store = testStore();
let count = 0;

const drop: Condition = {
  kind: 'consecutiveDrops',
  event: 'Signed In',
  weeks: 3,
  basisPoints: 4_000,
  least: 5,
};

/** Each test has a rule of its own, whose weeks no other test counts. */
const loginDrop = (guarded: boolean): JourneyDefinition =>
  aJourney({
    id: `login-drop-${++count}`,
    enroll: { kind: 'signal', when: drop, period: 'week', ...(guarded && { guarded }) },
    reenroll: { kind: 'afterEnd' },
    exit: [],
  });

/** Monday of the week that the fourth of the weeks below is followed by. */
const monday = '2026-03-30T03:00:00.000Z';
const firstMonday = '2026-03-02T00:00:00.000Z';

const newAccount = (journey: JourneyDefinition): RouteWorld => {
  const world = routeWorld(store, `acme-${++count}`, [journey]);
  world.clock.at = '2026-02-01T09:00:00.000Z';
  return world;
};

/** An account with so many user-days in each of four weeks. */
const withWeeks = async (journey: JourneyDefinition, weeks: readonly number[]): Promise<RouteWorld> => {
  const world = newAccount(journey);
  await route(aUpdate({ name: 'Acme' }, { account: world.account, occurredAt: world.clock.at }), world.ports);
  await world.given(
    weeks.flatMap((days, week) =>
      Array.from({ length: days }, (_, n) => ({ kind: 'mark' as const, event: signIn(world.account, week, n) })),
    ),
  );
  return world;
};

const signIn = (account: string, week: number, n: number): DomainEvent & { account: string } =>
  anEvent('Signed In', {
    id: `segment:${account}-${week}-${n}`,
    account,
    user: `u${n % 20}`,
    occurredAt: plusSeconds(firstMonday, (week * 7 + Math.floor(n / 20)) * 86_400 + 3_600 * 9),
  });

const evaluate = async (world: RouteWorld, at: Instant, ports: AllPorts = world.ports) => {
  world.clock.at = at;
  const { evaluation } = await world.ports.accounts.snapshot(world.account);
  return route(evaluationDue(world.account, evaluation?.dueAt ?? '', at), ports);
};

const stateOf = async (world: RouteWorld, { id }: JourneyDefinition) =>
  (await world.ports.accounts.snapshot(world.account)).evaluation?.signals[id];

const didOf = (reasons: readonly { did: string }[]) => reasons.map(({ did }) => did);

describe('logins that drop three weeks running', () => {
  test.each([
    ['by exactly 40 % each', [50, 30, 18, 10], ['fired', 'enrolled']],
    ['with one week short of 40 %', [50, 31, 18, 10], []],
    ['from a week of nothing', [0, 0, 0, 0], []],
  ])('%s', async (_, weeks, did) => {
    const world = await withWeeks(loginDrop(false), weeks);
    expect(didOf(await evaluate(world, monday))).toEqual(did);
    expect(world.started).toHaveLength(did.length > 0 ? 1 : 0);
  });

  test('carry the user-days that they were judged by into the enrollment', async () => {
    const world = await withWeeks(loginDrop(false), [50, 30, 18, 10]);
    await evaluate(world, monday);
    const [enrollment] = (await world.ports.accounts.snapshot(world.account)).enrollments;
    expect(Object.values(enrollment?.trigger.fields ?? {})).toEqual(expect.arrayContaining([50, 30, 18, 10]));
  });

  test('told a week late correct the week, and fire nothing for it', async () => {
    const journey = loginDrop(false);
    const world = await withWeeks(journey, [50, 30, 18, 15]);
    expect(didOf(await evaluate(world, monday))).toEqual([]);
    const late = Array.from({ length: 20 }, (_, n) => signIn(world.account, 0, 50 + n));
    await world.given(late.map(event => ({ kind: 'mark', event })));

    expect(didOf(await evaluate(world, plusSeconds(monday, 3 * 86_400)))).toEqual(['corrected']);
    expect(world.started).toEqual([]);
    expect((await stateOf(world, journey))?.corrections).toMatchObject({ count: 1, last: { period: '2026-W13' } });
  });

  test.each(['America/Los_Angeles', 'Pacific/Auckland'])(
    'stay what they were when it turns out that the account is in %s',
    async timezone => {
      const journey = loginDrop(false);
      const world = await withWeeks(journey, [50, 30, 18, 10]);
      await evaluate(world, monday);
      await route(aUpdate({ timezone }, { account: world.account, occurredAt: world.clock.at }), world.ports);
      expect(didOf(await evaluate(world, plusSeconds(monday, 86_400)))).toEqual([]);
      expect(await stateOf(world, journey)).toMatchObject({ armed: false, judged: { period: '2026-W13', held: true } });
    },
  );

  test('that late events show to be none clear the signal', async () => {
    const journey = loginDrop(false);
    const world = await withWeeks(journey, [50, 30, 18, 10]);
    await evaluate(world, monday);
    const late = Array.from({ length: 5 }, (_, n) => signIn(world.account, 3, 10 + n));
    await world.given(late.map(event => ({ kind: 'mark', event })));

    expect(didOf(await evaluate(world, plusSeconds(monday, 86_400)))).toEqual(['corrected', 'cleared']);
    expect(await stateOf(world, journey)).toMatchObject({ armed: true });
  });
});

describe('the telemetry guard', () => {
  const afternoon = '2026-03-30T16:00:00.000Z';

  const worlds = async (journey: JourneyDefinition, tripped: number, calm: number): Promise<RouteWorld[]> => {
    const all: RouteWorld[] = [];
    for (let n = 0; n < tripped + calm; n++)
      all.push(await withWeeks(journey, n < tripped ? [10, 6, 3, 1] : [10, 10, 10, 10]));
    for (const world of all) expect(didOf(await evaluate(world, monday))).toEqual([]);
    return all;
  };

  test('lets a rule fire on Monday afternoon that 30 % of the accounts tripped', async () => {
    const all = await worlds(loginDrop(true), 3, 7);
    for (const world of all) await evaluate(world, afternoon);
    expect(all.map(({ started }) => started.length)).toEqual([1, 1, 1, 0, 0, 0, 0, 0, 0, 0]);
    expect(all.flatMap(({ alarms }) => alarms)).toEqual([]);
  });

  test('lets none fire when more did, and tells operations once', async () => {
    const journey = loginDrop(true);
    const all = await worlds(journey, 4, 6);
    const did = [];
    for (const world of all) did.push(...didOf(await evaluate(world, afternoon)));
    expect(did).toEqual(['withheld', 'withheld', 'withheld', 'withheld']);
    expect(all.flatMap(({ started }) => started)).toEqual([]);
    expect(all.flatMap(({ alarms }) => alarms)).toEqual([
      { alarm: 'telemetry-guard', journey: journey.id, period: '2026-W13', evaluated: 10, tripped: 4 },
    ]);
  });

  test('counts an account once however often it is evaluated, and takes back what late events undo', async () => {
    const journey = loginDrop(true);
    const [first] = await worlds(journey, 1, 0);
    if (first === undefined) throw new Error('There is a world.');
    const week = { journey: journey.id, period: '2026-W13' };
    await evaluate(first, plusSeconds(monday, 3_600));
    expect((await first.ports.guardedWeeks.read(week)).count).toEqual({ evaluated: 1, tripped: 1 });
    await first.given([0, 1, 2].map(n => ({ kind: 'mark', event: signIn(first.account, 3, 1 + n) })));
    expect(didOf(await evaluate(first, plusSeconds(monday, 7_200)))).toEqual(['corrected']);
    expect((await first.ports.guardedWeeks.read(week)).count).toEqual({ evaluated: 1, tripped: 0 });
    expect(didOf(await evaluate(first, afternoon))).toEqual([]);
  });
});

describe('when the process dies at any call of an evaluation, and the message comes again', () => {
  /** The same message, after the crash and once more for good measure. */
  const withCrash = async (world: RouteWorld, at: Instant, dies: { at: number; when: 'before' | 'after' }) => {
    world.clock.at = at;
    const { evaluation } = await world.ports.accounts.snapshot(world.account);
    const event = evaluationDue(world.account, evaluation?.dueAt ?? '', at);
    const crashed = await route(event, crashingPorts(world.ports, dies)).then(
      () => false,
      error => {
        if (error instanceof Crash) return true;
        throw error;
      },
    );
    for (const _ of [1, 2]) await route(event, world.ports);
    return crashed;
  };

  const atEveryCall = async (check: (dies: { at: number; when: 'before' | 'after' }) => Promise<boolean>) => {
    for (const when of ['before', 'after'] as const) for (let at = 1; await check({ at, when }); at++);
  };

  test('a signal fires once', async () => {
    await atEveryCall(async dies => {
      const journey = loginDrop(false);
      const world = await withWeeks(journey, [10, 6, 3, 1]);
      const crashed = await withCrash(world, monday, dies);
      expect([dies, world.started.length]).toEqual([dies, 1]);
      expect([dies, (await world.timeline()).map(({ entry }) => entry.type)]).toEqual([dies, ['enrolled']]);
      return crashed;
    });
  });

  test('a trip counts once, and is confirmed once', async () => {
    await atEveryCall(async dies => {
      const journey = loginDrop(true);
      const world = await withWeeks(journey, [10, 6, 3, 1]);
      const tripping = await withCrash(world, monday, dies);
      const week = { journey: journey.id, period: '2026-W13' };
      const { count } = await world.ports.guardedWeeks.read(week);
      expect([dies, count]).toEqual([dies, { evaluated: 1, tripped: 1 }]);
      const confirming = await withCrash(world, '2026-03-30T16:00:00.000Z', dies);
      expect([dies, world.started.length]).toEqual([dies, 1]);
      expect([dies, (await world.ports.guardedWeeks.read(week)).verdict]).toEqual([dies, 'fire']);
      return tripping || confirming;
    });
  });

  test('a withheld signal is told at least once, and stays withheld', async () => {
    await atEveryCall(async dies => {
      const policy = { ...aJourney().policy, telemetryGuard: { share: 0.3, atLeastAccounts: 1 } };
      const world = await withWeeks({ ...loginDrop(true), policy }, [10, 6, 3, 1]);
      await evaluate(world, monday);
      const crashed = await withCrash(world, '2026-03-30T16:00:00.000Z', dies);
      expect([dies, world.started.length]).toEqual([dies, 0]);
      expect(world.alarms.length).toBeGreaterThan(0);
      expect(world.alarms.length).toBeLessThanOrEqual(2);
      return crashed;
    });
  });
});
