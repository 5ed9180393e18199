import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byTime, publicLine } from '../engine/account/public-line.ts';
import type { TimelineLine } from '../engine/account/timeline.ts';
import { allTimelines } from '../engine/adapters/aws/table/timeline.ts';
import { compileJourney } from '../engine/asl/compile-journey.ts';
import { renderAsl } from '../engine/asl/render-asl.ts';
import { type DeployedApp, deployedApp } from '../engine/assembly/deployed-app.ts';
import { readAssembly } from '../engine/assembly/read-assembly.ts';
import { instant } from '../engine/kernel/instant.ts';
import { localPlace } from '../engine/local/load-app.ts';
import { localSecrets, writeKey } from '../engine/local/local-secrets.ts';
import { inCloud } from '../engine/playback/in-cloud.ts';
import { type Played, play } from '../engine/playback/play.ts';
import { readEvents } from '../engine/playback/read-events.ts';
import { secrets } from '../engine/wiring/secrets.ts';
import { arbitraryJourney, arbitraryTemplates } from '../test/journey/arbitrary-journey.ts';
import { command, printedAsLines } from './daymark.ts';
import type { DrawnWalk } from './draw-walk.ts';
import { type DrawnWalks, drawWalks } from './draw-walks.ts';
import { onboardings } from './onboardings.ts';

/** Python with ministack: `.ci/referee/run` installs it. */
const python = process.env.DAYMARK_TEST_PYTHON ?? 'python3';
const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
const out = process.env.DAYMARK_TEST_CDK_OUT ?? join(folder, 'cdk.out');
let app: DeployedApp;

beforeAll(async () => {
  if (!process.env.DAYMARK_TEST_CDK_OUT) {
    const synthesized = await command('npx', ['cdk', 'synth', '--quiet', '-c', 'environment=prod', '-o', out]);
    expect(synthesized.code, synthesized.stderr).toBe(0);
  }
  app = deployedApp(readAssembly(out), localPlace);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('an interpreter that shares no code with ours', () => {
  let ours: (DrawnWalks & { id: string; definition: string })[];
  let theirs: (Omit<DrawnWalk, 'input' | 'answers'> & { unused: number })[];

  beforeAll(async () => {
    ours = await Promise.all(
      Object.entries(app.definitions).map(async ([id, definition]) => ({
        id,
        definition,
        ...(await drawWalks(definition, id)),
      })),
    );
    const walked = await runPython(
      ['.ci/referee/walk.py'],
      JSON.stringify(ours.map(({ definition, walks }) => ({ definition, walks }))),
    );
    theirs = walked
      .trim()
      .split('\n')
      .map(line => JSON.parse(line));
  });

  test('takes every machine down the same path, with the same outputs, whatever the world answers', () => {
    const all = ours.flatMap(({ id, walks }) => walks.map((walk, draw) => ({ name: `${id} ${draw}`, walk })));
    expect(theirs).toHaveLength(all.length);
    for (const [index, { name, walk }] of all.entries()) {
      const { input, answers, ...own } = walk;
      expect(theirs[index], name).toEqual({ ...own, unused: 0 });
    }
  });

  test('is asked for every state of every machine, and gets every reply that leads out of one', () => {
    expect(ours.flatMap(({ id, never }) => never.map(each => `${id}: ${each}`))).toEqual([]);
  });
});

test('walks come to every state and every reply of any journey', () =>
  fc.assert(
    fc.asyncProperty(arbitraryJourney(), async journey => {
      const machine = compileJourney(journey, arbitraryTemplates);
      const { never } = await drawWalks(renderAsl(machine), journey.hash);
      expect(never).toEqual([]);
    }),
    { numRuns: 20 },
  ));

describe('an AWS that shares no code with ours', () => {
  const until = instant('2026-04-20T00:00:00.000Z');
  let ours: Played;
  const paths = new Map<string, string[]>();
  let theirs: { executions: { name: string; status: string; path: string[] }[] };
  let theirLines: TimelineLine[];

  beforeAll(async () => {
    const file = join(folder, 'events.jsonl');
    writeFileSync(file, printedAsLines(onboardings.map(({ body }) => body)));
    ours = await play({
      journeys: app.journeys,
      catalog: app.catalog,
      recorded: await readEvents([file]),
      start: inCloud({
        app: { ...app, schedules: [] },
        buildFolder: folder,
        seed: 1,
        dynamodb: 'embedded',
        observe: ({ execution, state }) => paths.set(execution, [...(paths.get(execution) ?? []), state]),
      }),
      until,
    });
    expect(ours.rejected).toEqual([]);

    const port = await freePort();
    const given = { stacks, secrets: secretsOf(app), key: writeKey, events: onboardings, until };
    const referee = await startPython(['.ci/referee/play.py', out, join(folder, 'clock'), String(port)], given);
    try {
      theirs = referee.said;
      const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
      const client = new DynamoDBClient({ endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', credentials });
      theirLines = await Array.fromAsync(allTimelines({ client, name: app.table }));
      client.destroy();
    } finally {
      await referee.stop();
    }
  }, 600_000);

  test('deploys the app from cdk.out, and does to everybody what the local cloud does', () => {
    const told = (lines: readonly TimelineLine[]) => [...lines].sort(byTime).map(publicLine);
    expect(told(theirLines)).toEqual(told(ours.lines));
    expect(told(ours.lines).filter(({ journey }) => journey === 'onboarding').length).toBeGreaterThan(10);
  });

  test('takes each execution, by the same name, through the same states', () => {
    const byName = (one: { name: string }, other: { name: string }) => (one.name < other.name ? -1 : 1);
    const walked = ours.executions.map(({ name, status }) => ({ name, status, path: paths.get(name) }));
    expect(theirs.executions.sort(byName)).toEqual(walked.sort(byName));
  });
});

const stacks = ['data', 'engine', 'journeys', 'edge'].map(stack => `daymark-prod-${stack}`);

const secretsOf = ({ secrets: named }: DeployedApp): Record<string, string> =>
  Object.fromEntries(
    Object.entries(secrets).flatMap(([variable, name]) => {
      const value = (localSecrets as Readonly<Record<string, string>>)[variable];
      return value === undefined ? [] : [[Object.keys(named).find(each => each.endsWith(`/${name}`)) ?? name, value]];
    }),
  );

const runPython = async (args: readonly string[], input: string): Promise<string> => {
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [stdout, code] = await Promise.all([
    text(child.stdout),
    new Promise<number | null>(resolve => child.on('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}.`);
  return stdout;
};

interface Referee {
  said: { executions: { name: string; status: string; path: string[] }[] };
  stop(): Promise<void>;
}

/** Resolves with the first line of output. */
const startPython = async (args: readonly string[], input: unknown): Promise<Referee> => {
  const child = spawn(python, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'close');
  child.stdin.write(`${JSON.stringify(input)}\n`);
  for await (const line of createInterface({ input: child.stdout })) {
    return {
      said: JSON.parse(line),
      stop: async () => {
        child.stdin.end();
        await ended;
      },
    };
  }
  throw new Error(`${args[0]} ended and said nothing.`);
};

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};
