import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { byTime, publicLine } from '../../engine/account/public-line.ts';
import { planMigration } from '../../engine/asl/plan-migration.ts';
import type { Project } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import type { Step } from '../../engine/definition/step.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import { loadFunctions } from '../../engine/local/load-functions.ts';
import { userTokenSigner } from '../../engine/local/local-secrets.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import { makeMoves, planMoves } from '../../engine/operate/plan-moves.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import { deployAgain } from '../../engine/playback/populate.ts';
import { signPromptToken } from '../../engine/tokens.ts';
import { mail, onboardingOf } from '../support/other-versions.ts';
import { shippedProject } from '../support/play-case.ts';
import { signup, subscriptionCanceled, track } from '../support/recorded-events.ts';
import { startTestWorld, type TestWorld } from '../support/test-world.ts';

let shipped: Project;
let folder: string;
let world: TestWorld;
let versions = 0;

beforeAll(async () => {
  shipped = await shippedProject();
  folder = await mkdtemp(join(tmpdir(), 'daymark-upgrade-'));
});
afterEach(() => world.stop());
afterAll(() => rm(folder, { recursive: true }));

const projectOf = (steps: readonly Step[], changed: Parameters<typeof onboardingOf>[2] = {}): Project =>
  onboardingOf(shipped, steps, changed);

const newFolder = () => join(folder, `version-${++versions}`);

const start = async (project: Project): Promise<void> => {
  world = await startTestWorld(project, '2026-03-02T08:00:00.000Z');
};

const give = async (at: Instant, events: readonly object[]): Promise<void> => {
  await world.advanceTo(at);
  for (const event of events) {
    const text = JSON.stringify(event);
    const kind = 'object' in event ? 'stripe' : 'segment';
    expect(await deliver(world, { kind, body: JSON.parse(text), text })).toEqual({ warnings: [] });
    await world.settle();
  }
};

/** Every line in short. */
const story = async (account: string): Promise<string[]> => {
  const lines = (await world.allAccounts.timeline()).filter(line => line.account === account);
  return lines.sort(byTime).map(line => {
    const { at, type, step, outcome, reason } = publicLine(line);
    return [String(at).slice(5, 16), type === 'touch' ? step : type, outcome, reason].filter(Boolean).join(' ');
  });
};

const subjectsTo = (account: string) =>
  world.mailbox
    .mails()
    .filter(({ to }) => to.startsWith(`${account}-`))
    .map(({ subject }) => subject);

const noFaults = () => {
  expect(world.errors).toEqual([]);
  expect(world.executions().filter(({ status }) => !['SUCCEEDED', 'RUNNING'].includes(status))).toEqual([]);
};

/** What the pages of that account's admin show, by the function that is deployed last. */
const shownTo = async (account: string): Promise<string[]> => {
  const token = await signPromptToken({ account, user: `${account}-ada` }, userTokenSigner, {
    at: new Date(world.now()),
  });
  const headers = { authorization: `Bearer ${token}` };
  const event = proxyEvent({ method: 'GET', url: '/v1/prompts', headers, body: '', at: world.now() });
  const answer = (await world.invoke('list-prompts', event)) as APIGatewayProxyStructuredResultV2;
  expect(answer.statusCode).toBe(200);
  return (JSON.parse(answer.body ?? '') as { prompts: { title: string }[] }).prompts.map(({ title }) => title);
};

const first = () => [
  mail('welcome', 0),
  mail('first-project', 7),
  mail('power-user-webinar', 14),
  mail('check-in', 21),
];

describe('a deployment with enrollments in flight', () => {
  it('lets old enrollments end as they began, and new ones run the new version', async () => {
    await start(projectOf(first()));
    await give('2026-03-02T10:00:00.000Z', signup('old', '2026-03-02T10:00:00Z'));
    await world.advanceTo('2026-03-05T12:00:00.000Z');
    const unless = { kind: 'attribute', name: 'name', comparison: 'is', value: 'old' } as const;
    await deployAgain(
      world,
      projectOf([mail('welcome', 0), mail('power-user-webinar', 17), mail('check-in', 21, { unless })], {
        copy: { 'check-in': 'New words' },
        sendAt: '11:00',
      }),
      newFolder(),
    );
    await give('2026-03-06T10:00:00.000Z', signup('new', '2026-03-06T10:00:00Z'));
    await world.idle('2026-06-01T00:00:00.000Z');

    expect(await story('old')).toEqual([
      '03-02T10:00 enrolled',
      '03-02T10:00 welcome sent',
      '03-09T09:00 first-project sent',
      '03-16T09:00 power-user-webinar sent',
      '03-23T09:00 check-in sent',
      '03-23T09:00 completed',
    ]);
    expect(await story('new')).toEqual([
      '03-06T10:00 enrolled',
      '03-06T10:00 welcome sent',
      '03-23T11:00 power-user-webinar sent',
      '03-27T11:00 check-in sent',
      '03-27T11:00 completed',
    ]);
    expect(subjectsTo('old')).not.toContain('New words');
    expect(subjectsTo('new').at(-1)).toBe('New words');
    noFaults();
  });

  it('lets nobody begin while functions are ahead of the state machines, and everybody once these are there', async () => {
    await start(projectOf(first()));
    const next = projectOf([mail('welcome', 0), mail('check-in', 2)], { copy: { welcome: 'New words' } });
    const build = newFolder();
    await writeBuild(next, build);
    await loadFunctions(world, { DAYMARK_BUILD: build });
    await give('2026-03-02T10:00:00.000Z', signup('new', '2026-03-02T10:00:00Z'));
    await world.advanceTo('2026-03-02T10:01:00.000Z');
    expect(world.executions()).toEqual([]);

    await deployAgain(world, next, newFolder());
    await world.idle('2026-06-01T00:00:00.000Z');

    expect(subjectsTo('new')[0]).toBe('New words');
    expect(await story('new')).toEqual([
      '03-02T10:00 enrolled',
      '03-02T10:01 welcome sent',
      '03-04T09:00 check-in sent',
      '03-04T09:00 completed',
    ]);
    noFaults();
  });

  it('shows the prompts of old enrollments in the words that they began with, before and after', async () => {
    const prompt = (template: string, day: number): Step => ({
      kind: 'prompt',
      id: template,
      template,
      to: { roles: ['admin'] },
      data: {},
      at: { kind: 'day', day },
    });
    const steps = [prompt('core-workflow-tour', 0), mail('first-project', 7), prompt('re-onboarding-tour', 9)];
    const saying = (words: string) =>
      projectOf([...steps, mail('check-in', 21)], {
        copy: { 'core-workflow-tour': `${words} tour`, 're-onboarding-tour': `${words} return` },
      });
    await start(saying('First'));
    await give('2026-03-02T10:00:00.000Z', signup('old', '2026-03-02T10:00:00Z'));
    expect(await shownTo('old')).toEqual(['First tour']);
    await deployAgain(world, saying('New'), newFolder());
    await give('2026-03-03T10:00:00.000Z', signup('new', '2026-03-03T10:00:00Z'));
    expect(await shownTo('old')).toEqual(['First tour']);
    expect(await shownTo('new')).toEqual(['New tour']);
    await world.advanceTo('2026-03-13T10:00:00.000Z');
    expect((await shownTo('old')).sort()).toEqual(['First return', 'First tour']);
    expect((await shownTo('new')).sort()).toEqual(['New return', 'New tour']);
    noFaults();
  });

  it('still ends the old ones by their own exits, and takes nobody in twice', async () => {
    await start(projectOf(first()));
    await give('2026-03-02T10:00:00.000Z', signup('old', '2026-03-02T10:00:00Z'));
    await deployAgain(world, projectOf([mail('welcome', 0), mail('check-in', 30)]), newFolder());
    await give('2026-03-03T10:00:00.000Z', [track('old', 'Account Created', '2026-03-03T10:00:00Z')]);
    await give('2026-03-04T10:00:00.000Z', [subscriptionCanceled('old', '2026-03-04T10:00:00Z')]);
    await world.idle('2026-06-01T00:00:00.000Z');
    expect(await story('old')).toEqual([
      '03-02T10:00 enrolled',
      '03-02T10:00 welcome sent',
      '03-04T10:00 exited subscription.canceled',
    ]);
    noFaults();
  });
});

describe('migrate', () => {
  /** Plans against the version, and makes the moves. */
  const migrate = async (project: Project, { times = 1 } = {}) => {
    const [journey] = project.journeys;
    if (!journey?.machine) throw new Error('It has no journey.');
    const { definition, machine } = journey;
    const live = await world.operator().liveVersion('onboarding');
    expect(live).toBe(definition.hash);
    const planned = await planMoves(
      'onboarding',
      definition.hash,
      (enrollment, snapshot, now) => planMigration({ definition, machine }, enrollment, snapshot, now),
      world.operator(),
    );
    for (let time = 0; time < times; time++) await makeMoves(planned.moves, definition.hash, world.operator());
    await world.settle();
    return {
      moved: planned.moves.map(({ enrollment }) => enrollment.account).sort(),
      stayed: Object.fromEntries(planned.stays.map(({ enrollment, reason }) => [enrollment.account, reason])),
    };
  };

  it('moves those that wait for the same, who then go on in the new version, once and on time', async () => {
    await start(projectOf(first()));
    await give('2026-03-02T10:00:00.000Z', signup('old', '2026-03-02T10:00:00Z'));
    await give('2026-03-10T10:00:00.000Z', signup('young', '2026-03-10T10:00:00Z'));
    const next = projectOf([mail('welcome', 0), mail('power-user-webinar', 14), mail('check-in', 25)], {
      copy: { 'power-user-webinar': 'Webinar, new', 'check-in': 'New words' },
    });
    await deployAgain(world, next, newFolder());
    await world.advanceTo('2026-03-11T10:00:00.000Z');
    expect(await migrate(next, { times: 2 })).toEqual({
      moved: ['old'],
      stayed: { young: 'the new version waits for "power-user-webinar" first' },
    });
    await world.idle('2026-06-01T00:00:00.000Z');
    expect(await story('old')).toEqual([
      '03-02T10:00 enrolled',
      '03-02T10:00 welcome sent',
      '03-09T09:00 first-project sent',
      '03-11T10:00 migrated',
      '03-16T09:00 power-user-webinar sent',
      '03-27T09:00 check-in sent',
      '03-27T09:00 completed',
    ]);
    expect(subjectsTo('old').slice(-2)).toEqual(['Webinar, new', 'New words']);
    expect((await story('young')).map(line => line.split(' ')[1])).toEqual([
      'enrolled',
      'welcome',
      'first-project',
      'power-user-webinar',
      'check-in',
      'completed',
    ]);
    expect(world.executions().filter(({ status }) => status === 'RUNNING')).toEqual([]);
    noFaults();
  });

  it('leaves an enrollment alone that left its wait before it was asked to move', async () => {
    await start(projectOf(first()));
    await give('2026-03-02T10:00:00.000Z', signup('old', '2026-03-02T10:00:00Z'));
    const next = projectOf(first(), { copy: { 'check-in': 'New words' } });
    await deployAgain(world, next, newFolder());
    const [journey] = next.journeys;
    const planned = await planMoves(
      'onboarding',
      journey?.definition.hash ?? '',
      (_, snapshot) => {
        const wait = snapshot.enrollments[0]?.wait;
        return wait ? { move: { step: wait.step, until: wait.until } } : { stay: 'no wait' };
      },
      world.operator(),
    );
    await world.advanceTo('2026-03-09T12:00:00.000Z');
    await makeMoves(planned.moves, journey?.definition.hash ?? '', world.operator());
    await world.idle('2026-06-01T00:00:00.000Z');
    expect(await story('old')).not.toContainEqual(expect.stringContaining('migrated'));
    expect(subjectsTo('old')).toHaveLength(4);
    expect(subjectsTo('old')).not.toContain('New words');
    noFaults();
  });

  it('is undone by nothing that happens at the same moment: an exit still ends it', async () => {
    await start(projectOf(first()));
    await give('2026-03-02T10:00:00.000Z', signup('old', '2026-03-02T10:00:00Z'));
    const next = projectOf(first(), { copy: { 'first-project': 'New words' } });
    await deployAgain(world, next, newFolder());
    expect((await migrate(next)).moved).toEqual(['old']);
    await give('2026-03-02T10:00:01.000Z', [subscriptionCanceled('old', '2026-03-02T10:00:01Z')]);
    await world.idle('2026-06-01T00:00:00.000Z');
    expect(await story('old')).toEqual([
      '03-02T10:00 enrolled',
      '03-02T10:00 welcome sent',
      '03-02T10:00 migrated',
      '03-02T10:00 exited subscription.canceled',
    ]);
    expect((await Array.fromAsync(world.operator().activeEnrollments('onboarding'))).flat()).toEqual([]);
    expect(world.executions().filter(({ status }) => status === 'RUNNING')).toEqual([]);
    noFaults();
  });
});
