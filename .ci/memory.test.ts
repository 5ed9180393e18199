import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Change } from '../engine/account/change.ts';
import { evaluationDue } from '../engine/account/evaluate-event.ts';
import { accountStore } from '../engine/adapters/aws/table/account-store.ts';
import { buildProject, type Project } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { instant, plusSeconds } from '../engine/kernel/instant.ts';
import { type LocalCloud, startLocalCloud } from '../engine/local/local-cloud.ts';
import { localSecrets } from '../engine/local/local-secrets.ts';
import { populate } from '../engine/playback/play.ts';
import { memoryOf } from '../engine/wiring/functions.ts';
import { bundleFunctions } from '../infra/bundle/bundle-functions.ts';
import { aTask } from '../test/conformance/records.ts';
import { anActiveEnrollment, anEmail, aTouch, said, somebody, someProfile } from '../test/support/touch.ts';
import { store, storeMarks } from './memory/large-account.ts';

// Each function at ten times the bounds in docs/growth.md, in a process with its Lambda's memory.

vi.setConfig({ testTimeout: 600_000 });

const now = instant(Date.now());
const kept: Record<string, number> = {};
let folder: string;
let cloud: LocalCloud;
let project: Project;
let client: DynamoDBClient;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-memory-'));
  project = await buildProject({ journeys: 'journeys', templates: 'templates' });
  await writeBuild(project, join(folder, 'build'));
  for (const { name, code } of await bundleFunctions()) await writeFile(join(folder, `${name}.mjs`), code);
  cloud = await startLocalCloud({
    startAt: now,
    environment: { ...localSecrets, DAYMARK_BUILD: join(folder, 'build') },
  });
  await populate(cloud, project);
  client = new DynamoDBClient({});
});
afterAll(async () => {
  console.table(kept);
  client.destroy();
  await cloud.stop();
  await rm(folder, { recursive: true });
});

const table = () => ({ client, name: String(cloud.environment.DAYMARK_TABLE) });
const accounts = () => accountStore(table(), { now: () => now });

/** Calls a function as Lambda does: the runtime gives nine tenths of its memory to the heap. */
const called = async (name: string, what: string, event: object): Promise<unknown> => {
  const size = memoryOf(name);
  const eventFile = join(folder, 'event.json');
  await writeFile(eventFile, JSON.stringify(event));
  const code = pathToFileURL(join(folder, `${name}.mjs`)).href;
  const heap = [`--max-old-space-size=${Math.floor(size * 0.9)}`, `--max-semi-space-size=${Math.floor(size * 0.05)}`];
  const child = spawn(process.execPath, [...heap, '.ci/memory/call.mjs', code, eventFile], {
    env: { ...process.env, ...cloud.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const last = out.split('\n').at(-1) ?? '';
  if (!last.startsWith('{"answer"')) throw new Error(`${name} ended without an answer. ${err.slice(-2_000)}`);
  const { answer, megabytes } = JSON.parse(last) as { answer: unknown; megabytes: number };
  kept[`${name}: ${what}`] = megabytes;
  expect(megabytes, `${name} takes ${megabytes} MB of its ${size}`).toBeLessThan(size);
  return answer;
};

const routed = (body: { id: string; account: string }) => ({
  Records: [
    {
      messageId: `m-${body.id}`,
      body: JSON.stringify(body),
      attributes: { MessageGroupId: body.account, ApproximateReceiveCount: '1' },
    },
  ],
});

const profile = (account: string): Change => ({
  kind: 'profile',
  profile: someProfile({ name: 'Acme', seats: 500 }, { account }),
});

test('1,200 enrollments of one account, with their tasks, end by one event', async () => {
  const account = 'many-enrollments';
  await store(table(), account, [
    profile(account),
    ...Array.from({ length: 1_200 }, (_, n): Change[] => [
      { kind: 'enroll', enrollment: anActiveEnrollment({ account, id: `onboarding-${n}`, key: `p${n}` }) },
      { kind: 'task', task: aTask(account, `t${n}`, { enrollment: `onboarding-${n}` }) },
    ]).flat(),
  ]);

  const deleted = {
    id: 'deleted',
    source: 'segment',
    account,
    name: 'Account Deleted',
    occurredAt: now,
    receivedAt: now,
  };
  const answer = await called('route-events', '1,200 enrollments', routed({ ...deleted, fields: {} } as never));

  expect(answer).toEqual({ batchItemFailures: [] });
  const { enrollments, tasks } = await accounts().snapshot(account);
  expect(enrollments.filter(({ status }) => status === 'exited')).toHaveLength(1_200);
  expect(tasks).toEqual([]);
});

test('1,000,000 marks of usage are looked at by an evaluation', async () => {
  const account = 'much-usage';
  await store(table(), account, [
    profile(account),
    { kind: 'evaluation', evaluation: { account, dueAt: now, signals: {}, revision: 1 } },
  ]);
  await storeMarks(table(), account, 1_000_000, now);

  const answer = await called('route-events', '1,000,000 marks', routed(evaluationDue(account, now, now)));

  expect(answer).toEqual({ batchItemFailures: [] });
  expect((await accounts().snapshot(account)).evaluation).toMatchObject({ revision: 2, health: expect.anything() });
});

test('of 100,000 contacts 1,200 are told, and a Slack channel without reading any', async () => {
  const account = 'many-contacts';
  const contacts = function* (): Generator<Change> {
    for (let n = 0; n < 100_000; n++) {
      const isAdmin = n < 1_200;
      const attributes = { email: `c${n}@acme-${n}.example`, role: isAdmin ? 'admin' : 'member', emailVerified: true };
      const contact = somebody(`c${String(n).padStart(6, '0')}`);
      yield { kind: 'contact', contact: { ...contact, attributes: { ...contact.attributes, ...said(attributes) } } };
    }
  };
  await store(table(), account, [
    profile(account),
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, startedAt: plusSeconds(now, -60) }) },
  ]);
  await store(table(), account, contacts());
  const template = project.templates.find(({ id }) => id === 'welcome') ?? project.templates[0];
  if (!template) throw new Error('There is no template.');
  const call = aTouch({
    account,
    step: anEmail({ template: template.id, to: { roles: ['admin'] } }),
    template: { id: template.id, hash: template.hash, class: 'lifecycle', topic: 'product-guidance' },
  });

  const answer = await called('deliver-touch', '100,000 contacts, 1,200 recipients', call);

  expect(answer).toMatchObject({ took: '' });
  expect(cloud.mailbox.mails()).toHaveLength(1_200);

  const slack = { kind: 'slack', id: 'tell-sales', channel: 'sales', text: 'A large account.' } as const;
  const { template: _, ...toSlack } = { ...call, step: slack, enrollment: 'onboarding-2' };
  await store(table(), account, [{ kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'onboarding-2' }) }]);
  await called('deliver-touch', 'Slack beside 100,000 contacts', toSlack);
  expect(kept['deliver-touch: Slack beside 100,000 contacts']).toBeLessThan(150);
});
