import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StateMachineDefinition } from '../engine/asl/asl.ts';
import { type DeployedApp, deployedApp } from '../engine/assembly/deployed-app.ts';
import { readAssembly } from '../engine/assembly/read-assembly.ts';
import { localPlace } from '../engine/local/load-app.ts';
import { command } from './daymark.ts';
import { drawWalk, type Walk } from './draw-walk.ts';

/** Python with ministack, which `.ci/referee/install` makes. */
const python = process.env.DAYMARK_TEST_REFEREE ?? 'python3';
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
  let ours: Drawn[];
  let theirs: (Omit<Walk, 'input' | 'answers'> & { unused: number })[];

  beforeAll(async () => {
    ours = await Promise.all(Object.entries(app.definitions).map(drawWalks));
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

  test('is asked for every state of every machine', () => {
    expect(ours.flatMap(({ id, never }) => [...never].map(state => `${id}: ${state}`))).toEqual([]);
  });
});

interface Drawn {
  id: string;
  definition: string;
  walks: Walk[];
  /** States that none of them entered. */
  never: Set<string>;
}

/** A dozen, and more until together they enter every state. */
const drawWalks = async ([id, definition]: readonly [string, string]): Promise<Drawn> => {
  const never = new Set(Object.keys((JSON.parse(definition) as StateMachineDefinition).States));
  const walks: Walk[] = [];
  while (walks.length < 12 || (never.size > 0 && walks.length < 300)) {
    const walk = await drawWalk(definition, `${id} ${walks.length}`);
    for (const [state] of walk.path) never.delete(state);
    walks.push(walk);
  }
  return { id, definition, walks, never };
};

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
