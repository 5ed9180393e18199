import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { connectAll } from '../../engine/adapters/aws/connect.ts';
import { accountTimeline } from '../../engine/adapters/aws/table/timeline.ts';
import { planMigration } from '../../engine/asl/plan-migration.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';
import type { Project } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { awsOperator } from '../../engine/cli/operate/aws-operator.ts';
import { plusSeconds } from '../../engine/domain/instant.ts';
import type { Handler } from '../../engine/local/functions.ts';
import { callFunctions } from '../../engine/local/load-functions.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { deliver } from '../../engine/playback/deliver.ts';
import type { Operator } from '../../engine/services/operate/operator.ts';
import { makeMoves, planMoves } from '../../engine/services/operate/plan-moves.ts';
import type { AllPorts } from '../../engine/services/ports.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { Crash, type Death, mortalProcess, portsOf } from '../support/crash.ts';
import { mail, onboardingOf } from '../support/other-versions.ts';
import { shippedProject } from '../support/play-case.ts';
import { signup } from '../support/recorded-events.ts';

/** More than twice the calls that a migration makes: each death is an account's own. */
const most = 80;
const accounts = Array.from({ length: most }, (_, index) => `acme-${index + 1}`);
const signedUpAt = '2026-03-02T10:00:00.000Z';

const mortal = mortalProcess();
let folder: string;
let cloud: LocalCloud;
let next: Project;

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const shipped = await shippedProject();
  folder = await mkdtemp(join(tmpdir(), 'daymark-migrate-'));
  const steps = [mail('welcome', 0), mail('first-project', 7), mail('check-in', 60)];
  next = onboardingOf(shipped, steps, { copy: { 'check-in': 'New words' } });
  cloud = await startLocalCloud({
    startAt: '2026-03-02T08:00:00.000Z',
    environment: { ...localSecrets, DAYMARK_BUILD: join(folder, '1') },
  });
  await deployMortal(onboardingOf(shipped, steps), join(folder, '1'));
  callFunctions(cloud);
  await cloud.advanceTo(signedUpAt);
  for (const event of accounts.flatMap(account => signup(account, signedUpAt))) {
    const text = JSON.stringify(event);
    await deliver(cloud, { kind: 'segment', body: JSON.parse(text), text });
  }
  await cloud.settle();
  await deployMortal(next, join(folder, '2'));
  await cloud.advanceTo('2026-03-10T10:00:00.000Z');
}, 120_000);
afterAll(async () => {
  vi.restoreAllMocks();
  await cloud.stop();
  await rm(folder, { recursive: true });
});

/** Functions of one process, which may die, and the state machines that call them. */
const deployMortal = async (project: Project, build: string): Promise<void> => {
  await writeBuild(project, build);
  const ports = portsOf(
    mortal,
    connectAll({ ...process.env, DAYMARK_BUILD: build }, () => {}),
  );
  for (const [name, { exclusive }] of Object.entries(functions)) {
    const module = (await import(`../../functions/${name}.ts`)) as { createHandler(ports: AllPorts): Handler };
    const handler = module.createHandler(ports);
    cloud.registerFunction(name, (event, context) => inProcess(() => handler(event, context)), { exclusive });
  }
  const [journey] = project.journeys;
  if (journey?.machine) await cloud.deploy({ onboarding: renderAsl(journey.machine) });
};

/** What dies is seen from outside as Lambda tells it, whatever the code would have made of it. */
const inProcess = async (invocation: () => unknown): Promise<unknown> => {
  const answer = await Promise.resolve()
    .then(invocation)
    .catch(error => (error instanceof Crash ? undefined : Promise.reject(error)));
  if (!mortal.isDead()) return answer;
  mortal.replace();
  throw Object.assign(new Error('RequestId: 1 Error: Runtime exited'), { name: 'Lambda.Unknown' });
};

/** `daymark migrate` for one account, as far as the process lives. */
const migrate = async (account: string): Promise<void> => {
  const operator = awsOperator({
    table: 'daymark',
    eventsQueueUrl: cloud.environment.DAYMARK_EVENTS_QUEUE_URL ?? '',
    switchesPath: '/daymark/switches',
    machinePrefix: 'daymark-',
    clock: { now: () => cloud.now() },
  });
  const own: Operator = {
    ...operator,
    accounts: mortal.through(operator.accounts),
    queue: mortal.through(operator.queue),
    enrollments: async function* (journey) {
      for await (const page of operator.enrollments(journey)) yield page.filter(each => each.account === account);
    },
  };
  const [journey] = next.journeys;
  if (!journey?.machine) throw new Error('It has no machine.');
  const { definition, machine } = journey;
  try {
    const { moves } = await planMoves(
      'onboarding',
      definition.hash,
      (enrollment, snapshot, now) => planMigration({ definition, machine }, enrollment, snapshot, now),
      own,
    );
    await makeMoves(moves, definition.hash, own);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    mortal.replace();
  }
  // Long enough for queues and state machines to try again whatever died.
  await cloud.advanceTo(plusSeconds(cloud.now(), 1_200));
};

const executionsOf = (account: string) => cloud.executions().filter(({ group }) => group === account);

const storyOf = async (account: string): Promise<string[]> =>
  (await accountTimeline({ client: new DynamoDBClient({}), name: 'daymark' }, account)).map(({ entry }) =>
    entry.type === 'touch' ? `${entry.step} ${entry.outcome}` : entry.type,
  );

test('a migration that dies at any call and is run again leaves one live execution, and touches nobody twice', async () => {
  const left = [...accounts];
  let deaths = 0;
  for (const when of ['before', 'after'] as const) {
    for (let at = 1; ; at++) {
      const account = left.shift();
      if (account === undefined) throw new Error(`${most} accounts are too few: give it more.`);
      const death: Death = { at, when };
      mortal.awaits(death);
      await migrate(account);
      const hasDied = mortal.hasDied();
      mortal.replace();
      await migrate(account);
      const live = executionsOf(account).filter(({ status }) => status === 'RUNNING');
      expect([account, death, live.length, executionsOf(account).map(({ status }) => status)]).toEqual([
        account,
        death,
        1,
        ['SUCCEEDED', 'RUNNING'],
      ]);
      if (!hasDied) break;
      deaths += 1;
    }
  }
  expect(deaths).toBeGreaterThan(40);

  await cloud.idle('2026-06-01T00:00:00.000Z');
  for (const account of accounts.slice(0, most - left.length)) {
    expect([account, ...(await storyOf(account))]).toEqual([
      account,
      'enrolled',
      'welcome sent',
      'first-project sent',
      'migrated',
      'check-in sent',
      'completed',
    ]);
    const mails = cloud.mailbox.mails().filter(({ to }) => to.startsWith(`${account}-ada@`));
    expect([account, mails.length, mails.at(-1)?.subject]).toEqual([account, 3, 'New words']);
  }
  expect(cloud.executions().filter(({ status }) => status !== 'SUCCEEDED')).toEqual([]);
}, 600_000);
