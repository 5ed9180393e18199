import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../engine/wiring/functions.ts';
import { bundleFunctions, type FunctionBundle } from '../../infra/bundle/bundle-functions.ts';
import { awsAnswer, startTestServer } from '../support/http-server.ts';

const bundles = await bundleFunctions();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daymark-bundles-'));
  for (const { name, code } of bundles) await writeFile(join(folder, `${name}.mjs`), code);
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(bundles)('the bundle of $name', ({ name, code, inputs }: FunctionBundle) => {
  const files = Object.keys(inputs).filter(file => (inputs[file]?.bytesInOutput ?? 0) > 0);

  test('is at most 500 kB, or 690 of what answers every page of the console', () => {
    expect(code.length).toBeLessThanOrEqual(name === 'console-api' ? 690_000 : 500_000);
  });

  test('holds nothing that only the build or the local cloud needs', () => {
    expect(files.filter(file => notForLambda.test(file))).toEqual([]);
  });

  test('has one language for what zod reports', () => {
    expect(
      files.filter(file => /\/zod\/v4\/locales\//.test(file)).map(file => file.replace(/^.*\/(?=node_modules)/, '')),
    ).toEqual(['node_modules/zod/v4/locales/en.js']);
  });

  test('holds the clients of its own ports only', () => {
    const clients = files.flatMap(file => /\/@aws-sdk\/(client-[^/]+)\//.exec(file)?.[1] ?? []);
    expect([...new Set(clients)].sort()).toEqual(
      ['client-dynamodb', 'client-secrets-manager', ...furtherClients(name)].sort(),
    );
  });

  test('needs nothing beside it, and reports a wrong environment when it is called', async () => {
    expect(await called(name, {}, {})).toContain('DAYMARK_TABLE is missing');
  });
});

test('a bundle finds the credentials that Lambda gives it, and needs none of what was left out for that', async () => {
  const server = await startTestServer();
  server.answer = awsAnswer(400, { message: 'no' }, 'ResourceNotFoundException');
  const event = { id: 'e1', source: 'segment', account: 'acme', name: 'Account Created', fields: {} };
  const at = '2026-01-05T10:00:00.000Z';
  const record = {
    messageId: 'm1',
    body: JSON.stringify({ ...event, occurredAt: at, receivedAt: at }),
    attributes: {},
  };
  await writeFile(join(folder, 'journeys.json'), '[]');
  await writeFile(join(folder, 'team.json'), '[]');
  await writeFile(join(folder, 'catalog.json'), '{"dateAttributes":[]}');

  await called(
    'route-events',
    { Records: [record] },
    { ...environment, AWS_ENDPOINT_URL: server.url, DAYMARK_BUILD: folder },
  );

  expect(server.received[0]?.headers).toMatchObject({
    authorization: expect.stringContaining('Credential=AKIDOFTHEROLE/'),
    'x-amz-security-token': 'session',
  });
  await server.stop();
});

const notForLambda =
  /^node_modules\/(mjml[^/]*|@viz-js|jsonata|commander|esbuild|aws-cdk[^/]*)\/|^engine\/(asl|build|cli|journey\/(?!explain\/|alternatives-of)|local|playback|sample)\//;

/** By what its row in the table of functions says that it reaches. */
const furtherClients = (name: string): string[] => {
  const { sends = [], uses = [] } = functions[name] ?? {};
  const byUse = {
    machines: 'client-sfn',
    mail: 'client-sesv2',
    suppressions: 'client-sesv2',
    switches: 'client-ssm',
    brake: 'client-ssm',
    canary: 'client-ssm',
    operator: 'client-ssm',
    bus: 'client-eventbridge',
    archive: 'client-firehose',
  } as const;
  return [...new Set([...(sends.length > 0 ? ['client-sqs'] : []), ...uses.map(use => byUse[use])])];
};

/** What the handler answered or failed with, in a process of its own beside no node_modules. */
const called = async (name: string, event: unknown, env: Readonly<Record<string, string>>): Promise<string> => {
  const script = `
    const { handler } = await import(${JSON.stringify(join(folder, `${name}.mjs`))});
    console.log(await handler(${JSON.stringify(event)}, {}).catch(error => error.message));`;
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { env });
  return stdout;
};

const environment = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDOFTHEROLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_SESSION_TOKEN: 'session',
  DAYMARK_TABLE: 'daymark',
  DAYMARK_EVENTS_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/events.fifo',
  DAYMARK_SWEEP_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/sweep',
  DAYMARK_DEAD_EVENTS_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/1/events-dead.fifo',
  DAYMARK_MACHINE_ARN_PREFIX: 'arn:aws:states:eu-central-1:1:stateMachine:daymark-',
  DAYMARK_PUBLIC_URL: 'https://acme.example',
  DAYMARK_TOKEN_SECRET: 'sixteen characters',
  DAYMARK_CONFIGURATION_SET_PREFIX: 'daymark',
  DAYMARK_SWITCHES_PATH: '/daymark/switches',
  DAYMARK_MAIL_TO: 'customers',
};
