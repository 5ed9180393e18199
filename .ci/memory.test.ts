import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Change } from '../engine/account/change.ts';
import { evaluationDue } from '../engine/account/evaluate-event.ts';
import { tableAccountPorts } from '../engine/adapters/aws/table/account-ports.ts';
import { accountPartition, promptsVersionKey } from '../engine/adapters/aws/table/keys.ts';
import { buildProject, type Project } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import type { Condition } from '../engine/definition/condition.ts';
import { days } from '../engine/kernel/duration.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import { createDevTokens, type DevTokens } from '../engine/local/dev-tokens.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { populate } from '../engine/playback/populate.ts';
import { functions } from '../engine/wiring/functions.ts';
import { startReceiver } from '../faults/receiver.ts';
import { slackApp } from '../faults/world.ts';
import { bundleFunctions } from '../infra/bundle/bundle-functions.ts';
import { putAll, rowItems, seatItems, store, storeRows } from '../test/support/bulk-rows.ts';
import { anEvent, aUpdate } from '../test/support/journeys.ts';
import { anActiveEnrollment, anEmail, aPolicy, aTouch, someProfile } from '../test/support/touch.ts';
import { invocations, pageOfAccount } from './memory/invocations.ts';
import { largeRows, manyContacts, markItems, tenfold } from './memory/large-rows.ts';
import { measurer } from './memory/measure.ts';
import { servePages } from './memory/page-server.ts';

// Each function at ten times the bounds in docs/growth.md, in a process with its Lambda's memory.

vi.setConfig({ testTimeout: 600_000 });

const now = instant(Date.now());
let folder: string;
let cloud: LocalCloud;
let project: Project;
let client: DynamoDBClient;
let measure: ReturnType<typeof measurer>;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let tokens: DevTokens;
/** Variables that differ from the cloud's for what is measured next. */
let elsewhere: Readonly<Record<string, string>> = {};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-memory-'));
  project = await buildProject({ journeys: 'journeys', templates: 'templates' });
  await writeBuild(project, join(folder, 'build'));
  for (const { name, code } of await bundleFunctions()) await writeFile(join(folder, `${name}.mjs`), code);
  receiver = await startReceiver(
    () => undefined,
    () => undefined,
    { '/dev/jwks.json': () => tokens.keys },
  );
  tokens = await createDevTokens(receiver.url);
  cloud = await startLocalCloud({
    startAt: now,
    environment: {
      ...localSecrets,
      DAYMARK_BUILD: join(folder, 'build'),
      DAYMARK_CSM_TOKENS: JSON.stringify(tokens.settings),
      DAYMARK_DESTINATIONS: JSON.stringify({
        slack: { sales: { url: `${receiver.url}/slack` } },
        webhook: { crm: { url: `${receiver.url}/webhook`, secret: 'secret-of-the-webhook' } },
        slackApp: { ...slackApp, api: `${receiver.url}/slack` },
      }),
      DAYMARK_TASK_SINKS: JSON.stringify({ slack: 'sales', webhook: 'crm', eventBus: 'default' }),
    },
  });
  measure = measurer(folder, () => ({ ...cloud.environment, ...elsewhere }));
  await populate(cloud, project);
  client = new DynamoDBClient({});
});
afterAll(async () => {
  console.table(measure.measured);
  receiver.stop();
  client.destroy();
  await cloud.stop();
  await rm(folder, { recursive: true });
});

const table = () => ({ client, name: String(cloud.environment.DAYMARK_TABLE) });
const ports = () => tableAccountPorts(table(), { now: () => now });

const routed = (body: { id: string; account: string }) => ({
  Records: [
    {
      messageId: `m-${body.id}`,
      body: JSON.stringify(body),
      attributes: { MessageGroupId: body.account, ApproximateReceiveCount: '1' },
    },
  ],
});

/** Rows of an account that functions read before those of the table, until it stops. */
const pagesBefore = async (account: string, items: Iterable<object>) => {
  const { url, stop } = await servePages(
    accountPartition(account),
    items,
    String(cloud.environment.AWS_ENDPOINT_URL_DYNAMODB),
  );
  elsewhere = { AWS_ENDPOINT_URL_DYNAMODB: url };
  return {
    stop: (): void => {
      elsewhere = {};
      stop();
    },
  };
};

const profile = (account: string): Change => ({
  kind: 'profile',
  profile: someProfile({ name: 'Acme', seats: 500 }, { account }),
});

test('what is known of the largest account fits into every function', async () => {
  const account = 'large';
  const prompt = project.templates.find(({ id }) => id === 'core-workflow-tour');
  await store(table(), account, largeRows(account, now, prompt?.hash ?? ''));
  await putAll(table(), seatItems(account, tenfold.seats, now).values());
  await putAll(table(), [{ ...promptsVersionKey(account), version: 'v1' }].values());
  await storeRows(
    table(),
    Array.from({ length: 2_000 }, (_, n) => [`due-${n}`, evaluationOf(`due-${n}`)]),
  );
  for (let n = 0; n < 1_000; n++) cloud.mailbox.suppress(`c${n}@listed.example`, 'BOUNCE');

  for (const each of await invocations(account, now, await tokens.sign('maya@tidewater.example', now, ['marketer'])))
    mustBeFine(each.function, await measure.call(each));

  const { enrollments, seats } = await ports().accounts.snapshot(account);
  expect(enrollments.filter(({ status }) => status === 'failed')).toHaveLength(10);
  expect(seats).toHaveLength(tenfold.seats);
  expect(cloud.mailbox.mails().map(({ tags }) => tags.digest)).toHaveLength(1);
  expect(receiver.posts.length).toBeGreaterThan(0);

  const deleted = {
    id: 'deleted',
    source: 'segment',
    account,
    name: 'Account Deleted',
    occurredAt: now,
    receivedAt: now,
  };
  const event = routed({ ...deleted, fields: {} } as never);
  const answer = await measure.call({ function: 'route-events', what: '1,200 enrollments end', event, at: now });

  expect(answer).toEqual({ batchItemFailures: [] });
  const after = await ports().accounts.snapshot(account);
  expect(after.enrollments.filter(({ status }) => status === 'exited')).toHaveLength(tenfold.enrollments - 10);
  expect(after.tasks).toEqual([]);
});

const evaluationOf = (account: string): Change => ({
  kind: 'evaluation',
  evaluation: { account, dueAt: now, signals: {}, revision: 1 },
});

/** No refusal, no failure, no item to try again. */
const mustBeFine = (name: string, answer: unknown): void => {
  const {
    statusCode = 200,
    body,
    error,
    batchItemFailures = [],
  } = Object(answer) as {
    statusCode?: number;
    body?: string;
    error?: string;
    batchItemFailures?: unknown[];
  };
  expect({ error, refusal: statusCode < 400 ? undefined : body, batchItemFailures }, name).toEqual({
    error: undefined,
    refusal: undefined,
    batchItemFailures: [],
  });
};

test('of 2,000 events that waited for their account the oldest 200 are routed, and the queue brings the rest', async () => {
  const account = 'late';
  const event = (n: number) =>
    anEvent('Template Used', { account, id: `segment:late-${n}`, occurredAt: plusSeconds(now, n - 3_000) });
  const waiting = Array.from({ length: 2_000 }, (_, n): Change => ({ kind: 'waiting', event: event(n) }));
  await store(table(), account, waiting);

  const known = { ...aUpdate({ name: 'Acme' }, { occurredAt: now, receivedAt: now }), account };
  const what = '2,000 events that waited';
  const answer = await measure.call({ function: 'route-events', what, event: routed(known), at: now });

  expect(answer).toEqual({ batchItemFailures: [] });
  const left = await ports().waiting.find({ account });
  expect(left.map(({ id }) => id)).toEqual(Array.from({ length: 1_800 }, (_, n) => event(n + 200).id));
});

test('1,000,000 marks of usage are looked at by an evaluation', async () => {
  const account = 'much-usage';
  await store(table(), account, [
    profile(account),
    evaluationOf(account),
    ...[0, 1, 2].map(
      (n): Change => ({ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: `onboarding-${n}` }) }),
    ),
  ]);
  const pages = await pagesBefore(account, markItems(account, 1_000_000, now));

  const event = routed(evaluationDue(account, now, now));
  const answer = await measure.call({ function: 'route-events', what: '1,000,000 marks', event, at: now });

  expect(answer).toEqual({ batchItemFailures: [] });
  expect((await ports().accounts.snapshot(account)).evaluation).toMatchObject({
    revision: 2,
    health: expect.anything(),
  });

  const often: Condition = {
    ...{ kind: 'amount', comparison: 'atLeast', value: 900_000, window: { kind: 'within', days: 31 } },
    quantity: { of: 'events', events: [{ kind: 'event', event: 'Task Completed', where: [] }] },
  };
  const { template: _, class: __, cause: ___, next, ...frame } = aTouch({ account });
  const steps = {
    'evaluate-branch': {
      ...{ at: plusSeconds(now, -60), next: { busy: next, otherwise: next } },
      step: { kind: 'branch', id: 'busy', cases: [{ name: 'busy', condition: often, steps: [] }], otherwise: [] },
    },
    'open-task': {
      ...{ cause: 'event', next },
      step: {
        ...{ kind: 'escalate', id: 'call', type: 'risk', severity: 2, sla: days(2), play: 'call', when: often },
        ...{
          evidence: { uses: { kind: 'amount', quantity: often.quantity, window: often.window } },
          early: [],
          then: {},
        },
      },
    },
    'take-step': { next, step: { kind: 'update', id: 'note', attributes: { busy: true }, when: often } },
  };
  const answers: unknown[] = [];
  for (const [n, [name, call]] of Object.entries(steps).entries())
    answers.push(
      await measure.call({
        ...{ function: name, what: '1,000,000 marks', at: now },
        event: { ...frame, enrollment: `onboarding-${n}`, ...call },
      }),
    );
  pages.stop();
  expect(answers).toEqual([expect.objectContaining({ took: 'busy' }), expect.anything(), expect.anything()]);
  for (const [n, name] of Object.keys(steps).entries()) mustBeFine(name, answers[n]);
  expect((await ports().accounts.snapshot(account)).tasks.map(({ evidence }) => evidence)).toEqual([
    [expect.objectContaining({ fact: 'uses', value: 1_002_000 })],
  ]);
});

test('of 100,000 contacts 1,200 are told, and a Slack channel without reading any', async () => {
  const account = 'many-contacts';
  await store(table(), account, [
    profile(account),
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, startedAt: plusSeconds(now, -60) }) },
  ]);
  await store(table(), account, manyContacts(now));
  const template = project.templates.find(({ id }) => id === 'welcome') ?? project.templates[0];
  if (!template) throw new Error('There is no template.');
  const withinDays = 7;
  const call = aTouch({
    account,
    policy: aPolicy({
      frequencyCaps: [
        { classes: ['lifecycle'], atMost: 4, withinDays, onCapped: 'hold' },
        { per: 'account', classes: ['lifecycle'], atMost: 1_200, withinDays, onCapped: 'hold' },
      ],
    }),
    step: anEmail({ template: template.id, to: { roles: ['admin'] } }),
    template: { id: template.id, hash: template.hash, class: 'lifecycle', topic: 'product-guidance' },
  });

  const what = '100,000 contacts, 1,200 recipients';
  const answer = await measure.call({ function: 'deliver-touch', what, event: call, at: now });

  expect(answer).toMatchObject({ took: '' });
  expect(cloud.mailbox.mails().filter(({ tags }) => tags.step === 'welcome')).toHaveLength(1_200);

  const slack = { kind: 'slack', id: 'tell-sales', channel: 'sales', text: 'A large account.' } as const;
  const { template: _, ...event } = { ...call, step: slack, enrollment: 'onboarding-2' };
  await store(table(), account, [{ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'onboarding-2' }) }]);
  await measure.call({ function: 'deliver-touch', what: 'Slack beside 100,000 contacts', event, at: now });
  const [mail, post] = measure.measured.filter(each => each.function === 'deliver-touch');
  expect(post?.megabytes).toBeLessThan((mail?.megabytes ?? 0) - 100);
});

test('a page of an account with 100,000 contacts, 1,000,000 marks, 1,200 enrollments, their tasks, and 100,000 seats', async () => {
  const account = 'largest';
  const changes = [
    ...largeRows(account, now, '').filter(({ kind }) => kind === 'profile' || kind === 'enroll' || kind === 'task'),
    evaluationOf(account),
    ...manyContacts(now),
  ];
  const items = [
    ...rowItems(changes.map(change => [account, change])),
    ...seatItems(account, tenfold.seats, now),
    ...markItems(account, 1_000_000, now),
  ];
  const pages = await pagesBefore(account, items);

  const token = await tokens.sign('maya@tidewater.example', now, ['csm', 'marketer']);
  const answer = await measure.call(pageOfAccount(account, now, token));
  const { body } = answer as { body: string };
  pages.stop();

  mustBeFine('console-api', answer);
  expect(body.length).toBeLessThan(6_000_000);
  const { peopleCount, people, journeys, tasks } = JSON.parse(body);
  expect([peopleCount, people.length, journeys.length, tasks.length]).toEqual([100_000, 200, 1_200, 1_200]);
});

test('every function of the wiring was measured', () => {
  const measured = new Set(measure.measured.map(each => each.function));
  expect(Object.keys(functions).filter(name => !measured.has(name))).toEqual([]);
});
