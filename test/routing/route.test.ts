import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { Evaluation } from '../../engine/account/evaluation.ts';
import type { DomainEvent } from '../../engine/account/event.ts';
import { instant } from '../../engine/kernel/instant.ts';
import { assignUnmatched } from '../../engine/routing/use-cases/assign-unmatched.ts';
import { route } from '../../engine/routing/use-cases/route.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { aPrompt } from '../conformance/records.ts';
import { Crash, crashingPorts } from '../support/crash.ts';
import { startTestTable, type TestTable } from '../support/dynamodb.ts';
import { aJourney, anEscalation, anEvent, aUpdate, on, paymentRecovery, renewal } from '../support/journeys.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, anEmail, aTouch, now, somebody, someProfile } from '../support/touch.ts';

let table: TestTable;
let count = 0;
beforeAll(async () => {
  table = await startTestTable();
});
afterAll(() => table.stop());

const journeys = [aJourney(), paymentRecovery, renewal];
const newWorld = (): RouteWorld => routeWorld(testStore(), `acme-${++count}`, journeys);

const known = (world: RouteWorld): Change => ({
  kind: 'profile',
  profile: someProfile({ owner: 'maya' }, { account: world.account }),
});
const someEvaluation = ({ account }: RouteWorld): Evaluation => ({
  account,
  dueAt: '2020-01-01T00:00:00.000Z',
  signals: {},
  revision: 1,
});
const sent = (world: RouteWorld, event: DomainEvent): Promise<unknown> =>
  route({ ...event, account: world.account }, world.ports);
const story = async (world: RouteWorld): Promise<string[]> =>
  (await world.timeline()).map(({ entry }) => {
    const told = ['type', 'action', 'step', 'trigger', 'from', 'to', 'reason'] as const;
    return told.flatMap(name => (name in entry ? [String(Reflect.get(entry, name))] : [])).join(' ');
  });

describe('how soon an event has its effect', () => {
  const seconds = ({ measured }: RouteWorld) =>
    measured.flatMap(({ metric, value }) => (metric === 'SecondsToEffect' ? [value] : []));

  test('is measured from when it was received until what it does is done, and of nothing else', async () => {
    const world = newWorld();
    await world.given([known(world)]);
    await sent(world, anEvent('Project Created', { receivedAt: instant(Date.parse(now) - 2_000) }));
    expect(seconds(world)).toEqual([]);
    await sent(world, anEvent('Account Created', { receivedAt: instant(Date.parse(now) - 3_500) }));
    expect(seconds(world)).toEqual([3.5]);
  });

  test('is not that of an event that waited until somebody was known', async () => {
    const world = newWorld();
    await sent(world, anEvent('Account Created', { receivedAt: instant(Date.parse(now) - 86_400_000) }));
    await sent(world, aUpdate({ owner: 'maya' }));
    expect(await story(world)).toContainEqual(expect.stringContaining('enrolled'));
    expect(seconds(world).filter(value => value > 0)).toEqual([]);
  });
});

test('two accounts that name one customer are told of, for as long as both do and both are there', async () => {
  const store = testStore();
  const [one, other, third] = [`acme-${++count}`, `acme-${++count}`, `acme-${++count}`];
  const name = async (account: string, fields: DomainEvent['fields']) => {
    const world = routeWorld(store, account, journeys);
    const nth = ++count;
    await sent(world, aUpdate(fields, { id: `update-${nth}`, occurredAt: instant(Date.parse(now) + nth * 1_000) }));
    return world.alarms;
  };
  const shared = (account: string, before: string) => [
    { alarm: 'customer-shared', customer: 'paddle:ctm_1', account, other: before },
  ];
  const [names, namesNone] = [{ paddleCustomerId: 'ctm_1' }, { paddleCustomerId: null }];
  expect(await name(one, names)).toEqual([]);
  expect(await name(one, { ...names, owner: 'maya' })).toEqual([]);
  expect(await name(other, { paddleCustomerId: 'ctm_2' })).toEqual([]);
  expect(await name(other, names)).toEqual(shared(other, one));
  expect(await name(one, names)).toEqual(shared(one, other));
  expect(await name(one, namesNone)).toEqual([]);
  expect(await name(third, names)).toEqual([]);
});

test('the rule that kept an account out of a journey is kept, and nothing of one that it entered', async () => {
  const audience = { kind: 'attribute', name: 'touchModel', comparison: 'is', value: 'none' } as const;
  const world = routeWorld(testStore(), `acme-${++count}`, [aJourney(), aJourney({ id: 'narrow', audience })]);
  await world.given([known(world)]);
  await sent(world, anEvent('Account Created'));
  expect(await world.ports.entryRefusals.of(world.account)).toEqual([
    { account: world.account, journey: 'narrow', gate: 'audience', event: 'Account Created', at: now },
  ]);
});

describe('an event of usage that starts nothing', () => {
  test('takes two round trips, and counts', async () => {
    const world = routeWorld(table, `acme-${++count}`, journeys);
    await world.given([known(world), { kind: 'evaluation', evaluation: someEvaluation(world) }]);
    // Once a process.
    await world.ports.versions.bring(await world.ports.build.journeys());
    table.roundTrips();
    await sent(world, anEvent('Project Created', { user: 'ann' }));
    expect(table.roundTrips()).toEqual(['QueryCommand', 'UpdateItemCommand']);
    const { usage } = await world.ports.accounts.snapshot(world.account, { usageSince: '2026-01-01T00:00:00.000Z' });
    expect([...usage]).toMatchObject([{ event: 'Project Created', user: 'ann' }]);
  });

  test('that comes twice counts once', async () => {
    const world = newWorld();
    await world.given([known(world)]);
    const event = anEvent('Project Created');
    await sent(world, event);
    await sent(world, event);
    const { usage } = await world.ports.accounts.snapshot(world.account, { usageSince: '2026-01-01T00:00:00.000Z' });
    expect([...usage]).toHaveLength(1);
  });
});

describe('an account', () => {
  test('that becomes known gets what had waited for it, in order of time', async () => {
    const world = newWorld();
    await sent(world, anEvent('subscription.canceled', { occurredAt: '2026-03-02T10:00:00.000Z' }));
    await sent(world, anEvent('Account Created', { occurredAt: '2026-03-01T10:00:00.000Z' }));
    expect(await story(world)).toEqual([]);
    await sent(world, aUpdate({ name: 'Acme', owner: 'maya' }));
    expect(await story(world)).toEqual(['enrolled Account Created', 'exited subscription.canceled']);
    expect(await world.ports.waiting.find({ account: world.account })).toEqual([]);
  });

  test('that names its customer gets the billing events that waited under it', async () => {
    const world = newWorld();
    const customer = `cus_${world.account}`;
    await world.given([known(world)]);
    const { account: _, ...failed } = anEvent('payment.failed', {
      source: 'stripe',
      customer,
      fields: { invoice: 'in_1', nextAttemptAt: '2026-03-12T00:00:00.000Z' },
    });
    await route(failed, world.ports);
    expect(await world.ports.waiting.find({ customer })).toHaveLength(1);
    await sent(world, aUpdate({ stripeCustomerId: customer }));
    expect(await story(world)).toEqual(['enrolled payment.failed']);
    expect(await world.ports.waiting.find({ customer })).toEqual([]);
    const { account: __, ...paid } = anEvent('payment.succeeded', {
      source: 'stripe',
      customer,
      fields: { invoice: 'in_1' },
    });
    await route(paid, world.ports);
    expect(await story(world)).toContain('exited payment.recovered');
  });

  describe('that names its customer', () => {
    const misnamed = (world: RouteWorld, customer: string) =>
      anEvent('payment.failed', {
        source: 'stripe',
        account: `typo-${world.account}`,
        customer,
        fields: { invoice: 'in_1', nextAttemptAt: '2026-03-12T00:00:00.000Z' },
      });

    test('gets those, too, that came before and named an account that nobody knows', async () => {
      const world = newWorld();
      const customer = `cus_${world.account}`;
      await world.given([known(world)]);
      await route(misnamed(world, customer), world.ports);
      await sent(world, aUpdate({ stripeCustomerId: customer }));
      expect(await story(world)).toEqual(['enrolled payment.failed']);
      for (const owner of [{ customer }, { account: `typo-${world.account}` }])
        expect(await world.ports.waiting.find(owner)).toEqual([]);
    });

    test('while such an event is being kept gets it as well', async () => {
      const world = newWorld();
      const customer = `cus_${world.account}`;
      await world.given([known(world)]);
      const { accounts } = world.ports;
      let isFirst = true;
      const snapshot: typeof accounts.snapshot = async (...args) => {
        const read = await accounts.snapshot(...args);
        if (isFirst) {
          isFirst = false;
          await sent(world, aUpdate({ stripeCustomerId: customer }));
        }
        return read;
      };
      await route(misnamed(world, customer), { ...world.ports, accounts: { ...accounts, snapshot } });
      expect(await story(world)).toEqual(['enrolled payment.failed']);
      expect(await world.ports.waiting.find({ customer })).toEqual([]);
    });
  });

  test.each([
    ['stripe', 'stripeCustomerId'],
    ['paddle', 'paddleCustomerId'],
    ['chargebee', 'chargebeeCustomerId'],
  ] as const)('gets those of %s by its %s, and of no other processor', async (source, attribute) => {
    const world = newWorld();
    await world.given([known(world)]);
    const customer = (of: string) => `${of}:c_${world.account}`;
    for (const each of ['stripe', 'paddle', 'chargebee'] as const) {
      const { account: _, ...failed } = anEvent('payment.failed', {
        id: `${each}:evt_${world.account}`,
        source: each,
        customer: customer(each),
        fields: { invoice: `in_${each}`, nextAttemptAt: '2026-03-12T00:00:00.000Z' },
      });
      await route(failed, world.ports);
    }
    await sent(world, aUpdate({ [attribute]: `c_${world.account}` }));
    expect(await story(world)).toEqual(['enrolled payment.failed']);
    for (const each of ['stripe', 'paddle', 'chargebee'] as const) {
      expect(await world.ports.waiting.find({ customer: customer(each) })).toHaveLength(each === source ? 0 : 1);
    }
  });
});

test('a billing event that names nobody is kept until somebody says whose it is', async () => {
  const world = newWorld();
  await world.given([known(world)]);
  const { account: _, ...failed } = anEvent('payment.failed', {
    source: 'stripe',
    fields: { invoice: 'in_1', nextAttemptAt: '2026-03-12T00:00:00.000Z' },
  });
  expect(await route(failed, world.ports)).toMatchObject([{ did: 'kept-until-known' }]);
  await route(failed, world.ports);
  const kept = (await world.ports.waiting.find('unmatched')).filter(({ id }) => id === failed.id);
  expect(kept).toEqual([failed]);
  expect(await assignUnmatched('stripe:no-such', world.account, world.ports)).toBe('unknown');
  expect(await assignUnmatched(failed.id, world.account, world.ports)).toBe('assigned');
  const again = world.published.at(-1);
  expect(again).toEqual({ ...failed, account: world.account });
  await sent(world, { ...failed, account: world.account });
  expect(await story(world)).toEqual(['enrolled payment.failed']);
  expect((await world.ports.waiting.find('unmatched')).filter(({ id }) => id === failed.id)).toEqual([]);
});

describe('an enrolling event', () => {
  test('that comes twice enrolls once', async () => {
    const world = newWorld();
    await world.given([known(world)]);
    const event = anEvent('Account Created');
    await sent(world, event);
    world.later(60);
    await sent(world, event);
    expect(await story(world)).toEqual(['enrolled Account Created']);
    expect(world.started).toMatchObject([{ generation: 1, until: '', waited: '' }]);
  });
});

describe('a start of a version that is not deployed', () => {
  const begun = async (version: string) => {
    const world = newWorld();
    const event = anEvent('Account Created');
    await world.given([
      known(world),
      {
        kind: 'enroll',
        enrollment: anActiveEnrollment({
          account: world.account,
          version,
          trigger: { event: event.name, id: event.id, fields: {} },
        }),
      },
    ]);
    const asked: boolean[] = [];
    world.ports.machines.start = async (_, __, { fallBackToLive = false } = {}) => {
      asked.push(fallBackToLive);
      return fallBackToLive ? 'started' : 'missing';
    };
    return { world, event, asked };
  };

  test('is left for later while that version is the one to come', async () => {
    const { world, event, asked } = await begun('v1');
    await expect(sent(world, event)).rejects.toThrow('Version v1 of onboarding is not deployed yet.');
    expect(asked).toEqual([false]);
  });

  test('is made in the version that is live where its own is gone', async () => {
    const { world, event, asked } = await begun('v0');
    await sent(world, event);
    expect(asked).toEqual([false, true]);
  });
});

describe('a parked enrollment', () => {
  const parkedAt = async (world: RouteWorld, more: Parameters<typeof anActiveEnrollment>[0]) => {
    const wait = {
      resumeToken: `token-${world.account}`,
      step: 'reply',
      until: '2026-03-20T09:00:00Z',
      wake: { kind: 'day', day: 9, sendAt: '09:00' },
      listens: ['reply_no', 'reply_yes'],
      anchoredAt: '2026-03-05T10:00:00.000Z',
    } as const;
    await world.given([
      known(world),
      { kind: 'enroll', enrollment: anActiveEnrollment({ account: world.account, wait, ...more }) },
    ]);
  };

  test('is woken by the event it listens to, by the edge of that event', async () => {
    const world = newWorld();
    const awaits = ['no', 'yes'].map(edge => ({
      flag: `reply_${edge}`,
      step: 'reply',
      edge,
      trigger: on('Survey Responded', [{ field: 'answer', comparison: 'is', value: edge }]),
    }));
    await parkedAt(world, { awaits });
    await sent(
      world,
      anEvent('Survey Responded', { fields: { answer: 'yes' }, occurredAt: '2026-03-04T10:00:00.000Z' }),
    );
    expect(world.ended).toEqual([]);
    await sent(world, anEvent('Survey Responded', { fields: { answer: 'yes' } }));
    expect(world.ended).toMatchObject([{ by: 'Journey.Event.yes' }]);
  });

  test('knows the event that wakes it, though the process that routes it dies then', async () => {
    const world = newWorld();
    const awaits = [{ flag: 'reply_yes', step: 'reply', edge: 'yes', trigger: on('Survey Responded') }];
    await parkedAt(world, { awaits });
    const event = anEvent('Survey Responded', { account: world.account });
    const resume = async () => {
      throw new Error('The process died.');
    };
    const dying = { ...world.ports, machines: { ...world.ports.machines, resume, interrupt: resume } };
    await expect(route(event, dying)).rejects.toThrow('The process died.');
    const { usage } = await world.ports.accounts.snapshot(world.account, { usageSince: '2026-01-01T00:00:00.000Z' });
    expect([...usage].map(({ id }) => id)).toEqual([event.id]);
    expect(await world.ports.accounts.handled(event)).toBe(false);
    await route(event, world.ports);
    expect(await world.ports.accounts.handled(event)).toBe(true);
    const after = await world.ports.accounts.snapshot(world.account, { usageSince: '2026-01-01T00:00:00.000Z' });
    expect([...after.usage].map(({ id }) => id)).toEqual([event.id]);
  });

  test('leaves its wait when it is exited, and takes its prompts along', async () => {
    const world = newWorld();
    await parkedAt(world, { exit: [on('subscription.canceled')] });
    const prompt = aPrompt(world.account, 'p1', { enrollment: 'onboarding-1' });
    await world.given([{ kind: 'prompt', prompt }]);
    await sent(world, anEvent('subscription.canceled'));
    expect(world.ended).toMatchObject([{ by: 'Journey.Exited' }]);
    expect(await world.ports.prompts.all(world.account)).toMatchObject([{ retiredAt: expect.any(String) }]);
  });

  test.each([1, 2, 3])(
    'takes its prompts along while it is in a step, too, if the process died before (%i)',
    async at => {
      const world = newWorld();
      const prompt = aPrompt(world.account, 'p1', { enrollment: 'onboarding-1' });
      await world.given([
        known(world),
        {
          kind: 'enroll',
          enrollment: anActiveEnrollment({ account: world.account, exit: [on('subscription.canceled')] }),
        },
        { kind: 'prompt', prompt },
      ]);
      const { accounts } = world.ports;
      let commits = 0;
      const commit: typeof accounts.commit = async (...args) => {
        if (++commits === at) throw new Crash();
        await accounts.commit(...args);
      };
      const event = { ...anEvent('subscription.canceled'), account: world.account };
      await expect(route(event, { ...world.ports, accounts: { ...accounts, commit } })).rejects.toBeInstanceOf(Crash);
      await sent(world, event);
      expect(await world.ports.prompts.all(world.account)).toMatchObject([{ retiredAt: expect.any(String) }]);
    },
  );

  test('that is to be held goes soon, where what ends the hold is told while it is on its way to its wait', async () => {
    const world = newWorld();
    const ada = somebody('ada', { emailVerified: false });
    await world.given([
      { kind: 'profile', profile: someProfile(undefined, { account: world.account }) },
      { kind: 'enroll', enrollment: anActiveEnrollment({ account: world.account }) },
      { kind: 'contact', contact: ada },
    ]);
    const { accounts } = world.ports;
    const snapshot: typeof accounts.snapshot = async (...args) => {
      const read = await accounts.snapshot(...args);
      await world.given([{ kind: 'contact', contact: somebody('ada', { emailVerified: true }, { revision: 2 }) }]);
      await sent(world, anEvent('contact.verified', { user: 'ada' }));
      return read;
    };
    const call = aTouch({ account: world.account });
    const held = deliverTouch(call, { ...world.ports, accounts: { ...accounts, snapshot } });
    await expect(held).rejects.toMatchObject({ name: 'TouchHeld', message: '2026-03-10T09:01:00Z' });
    world.later(60);
    await deliverTouch(call, world.ports);
    expect(world.mails).toHaveLength(1);
  });

  test('wakes up at another time when its date moves', async () => {
    const world = newWorld();
    const wait = {
      resumeToken: `token-${world.account}`,
      step: 'stage-60',
      until: '2026-03-21T09:00:00Z',
      wake: { kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' },
      listens: [],
      anchoredAt: '2026-03-05T10:00:00.000Z',
    } as const;
    const profile = someProfile(
      { renewalAt: '2026-05-20' },
      { account: world.account, terms: { renewalAt: '2026-05-20' } },
    );
    const enrollment = anActiveEnrollment({ account: world.account, journey: 'renewal', key: '2026-05-20', wait });
    await world.given([
      { kind: 'profile', profile },
      { kind: 'enroll', enrollment },
    ]);
    await sent(world, aUpdate({ renewalAt: '2026-06-09' }));
    expect(world.ended).toEqual([
      {
        token: `token-${world.account}`,
        by: 'Journey.Rescheduled',
        cause: { until: '2026-04-10T09:00:00Z', at: '2026-03-10T09:00:00.000Z' },
      },
    ]);
    expect(await story(world)).toEqual(['rescheduled stage-60 2026-03-21T09:00:00Z 2026-04-10T09:00:00Z']);
  });
});

describe('a process that dies between any two calls, and is called again', () => {
  const step = anEscalation({
    early: [on('payment.failed', [{ field: 'nextAttemptAt', comparison: 'missing', value: null }])],
  });
  const manyThings = [
    aJourney({ exit: [] }),
    aJourney({
      id: 'recovery',
      enroll: on('payment.failed'),
      reenroll: { kind: 'keyed', field: 'invoice' },
      exit: [],
      steps: [anEmail(), step],
    }),
    aJourney({ id: 'survey', enroll: { kind: 'manual' } }),
    renewal,
  ];

  const play = async (events: readonly DomainEvent[], dies?: { at: number; when: 'before' | 'after' }) => {
    const world = routeWorld(testStore(), `crash-${++count}`, manyThings);
    const awaits = [{ flag: 'reply_paid', step: 'reply', edge: 'paid', trigger: on('payment.failed') }];
    const wait = {
      resumeToken: 'T',
      step: 'reply',
      until: '2026-03-20T09:00:00Z',
      wake: { kind: 'before', attribute: 'renewalAt', days: 50, sendAt: '09:00' },
      listens: ['reply_paid'],
      anchoredAt: '2026-03-05T10:00:00.000Z',
    } as const;
    const one = anActiveEnrollment({ id: 'survey-1', journey: 'survey', account: world.account, awaits, wait });
    const two = {
      ...one,
      id: 'survey-2',
      key: 'k2',
      awaits: [],
      exit: [on('payment.failed')],
      wait: { ...wait, resumeToken: 'U' },
    };
    await world.given([
      { kind: 'enroll', enrollment: one },
      { kind: 'enroll', enrollment: two },
    ]);
    const doomed = dies && crashingPorts(world.ports, dies);
    let crashed = false;
    for (const event of events) {
      for (let tries = 0; tries < 3; tries++) {
        try {
          await route({ ...event, account: world.account }, doomed && !crashed ? doomed : world.ports);
          break;
        } catch (error) {
          if (!(error instanceof Crash)) throw error;
          crashed = true;
          world.later(3);
        }
      }
    }
    const { tasks, enrollments, usage } = await world.ports.accounts.snapshot(world.account, {
      usageSince: '2026-01-01T00:00:00.000Z',
    });
    const result = {
      story: (await story(world)).sort(),
      started: world.started.map(({ enrollment }) => enrollment.replace(/-[0-9a-f]{26}$/, '')).sort(),
      ended: world.ended.map(({ token, by }) => `${token} ${by}`).sort(),
      tasks: tasks.map(({ reason }) => reason),
      statuses: enrollments.map(({ journey, status }) => `${journey} ${status}`).sort(),
      usage: [...usage].map(({ event }) => event).sort(),
      waiting: await world.ports.waiting.find({ account: world.account }),
    };
    return { result, crashed };
  };

  test('loses nothing and doubles nothing', async () => {
    const at = (minute: number) => `2026-03-10T08:0${minute}:00.000Z`;
    const events = [
      anEvent('Account Created', { occurredAt: at(0) }),
      aUpdate({ name: 'Acme', owner: 'maya', renewalAt: '2026-05-09' }, { occurredAt: at(1) }),
      anEvent('payment.failed', { occurredAt: at(2), fields: { invoice: 'in_1', nextAttemptAt: null } }),
      aUpdate({ renewalAt: '2026-05-19' }, { occurredAt: at(3) }),
    ];
    const expected = (await play(events)).result;
    expect(expected.story).toHaveLength(6);
    for (let at = 1; ; at++) {
      const outcomes = await Promise.all((['before', 'after'] as const).map(when => play(events, { at, when })));
      if (!outcomes.some(({ crashed }) => crashed)) break;
      for (const { result } of outcomes) expect({ at, ...result }).toEqual({ at, ...expected });
    }
  }, 120_000);
});
