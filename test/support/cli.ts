import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { VerbAnswer, VerbRequest } from './verb-process.ts';

export const projectRoot = resolve(import.meta.dirname, '../..');
export const commandLine = join(projectRoot, 'engine/cli/daymark.mjs');

export interface CliResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** The lines of standard error. */
  errors: string[];
}

export interface CliOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
  /** Options of Node itself. */
  node?: readonly string[];
}

/** Runs a verb in a process that all verbs of a worker share, one after another. */
export const daymark = (
  args: readonly string[],
  { cwd = projectRoot, env }: Omit<CliOptions, 'node'> = {},
): Promise<CliResult> => {
  const result = before.then(() => askVerbs({ args, cwd, env: environmentOf(env) })).then(resultOf);
  before = result.catch(() => undefined);
  return result;
};

/** The same for several. */
export const daymarkEach = (cases: readonly (readonly string[])[]): Promise<CliResult[]> =>
  Promise.all(cases.map(args => daymark(args)));

/** Runs the real command line in a process of its own: for what is read once, when a process starts or a journey is loaded. */
export const daymarkAlone = async (args: readonly string[], options: CliOptions = {}): Promise<CliResult> => {
  const child = startDaymark(args, options);
  const said = listenTo(child);
  const [code] = await once(child, 'close');
  return resultOf({ code, ...said() });
};

let before: Promise<unknown> = Promise.resolve();
let verbs: ChildProcess | undefined;

const askVerbs = async (request: VerbRequest): Promise<VerbAnswer> => {
  verbs ??= startVerbs();
  const ended = new AbortController();
  const { signal } = ended;
  verbs.send(request);
  try {
    return await Promise.race([
      once(verbs, 'message', { signal }).then(([answer]) => answer as VerbAnswer),
      once(verbs, 'exit', { signal }).then(([code]) => {
        verbs = undefined;
        throw new Error(`daymark ${request.args.join(' ')} ended its process with ${code}.`);
      }),
    ]);
  } finally {
    ended.abort();
  }
};

const startVerbs = (): ChildProcess => {
  const child = fork(join(projectRoot, 'test/support/verb-process.ts'), { execArgv: [], stdio: 'inherit' });
  child.unref();
  child.channel?.unref();
  return child;
};

const resultOf = (answer: Pick<CliResult, 'code' | 'stdout' | 'stderr'>): CliResult => ({
  ...answer,
  errors: answer.stderr.split('\n').filter(line => line !== ''),
});

const environmentOf = (env: NodeJS.ProcessEnv = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...process.env, NO_COLOR: '1', ...env }).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  );

export const startDaymark = (args: readonly string[], { cwd = projectRoot, env, node = [] }: CliOptions = {}) =>
  spawn(process.execPath, [...node, commandLine, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environmentOf(env),
  });

export const listenTo = ({ stdout, stderr }: Pick<ChildProcess, 'stdout' | 'stderr'>) => {
  const said = { stdout: '', stderr: '' };
  stdout?.setEncoding('utf8').on('data', text => {
    said.stdout += text;
  });
  stderr?.setEncoding('utf8').on('data', text => {
    said.stderr += text;
  });
  return () => said;
};

export interface Workplace {
  folder: string;
  path(...names: string[]): string;
  remove(): Promise<void>;
}

/** Mails that were compiled once are known in all of them, by their content. */
export const workplace = async (): Promise<Workplace> => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-cli-'));
  const shared = join(projectRoot, '.daymark', 'cache');
  await mkdir(shared, { recursive: true });
  await mkdir(join(folder, '.daymark'));
  await symlink(shared, join(folder, '.daymark', 'cache'));
  return { folder, path: (...names) => join(folder, ...names), remove: () => rm(folder, { recursive: true }) };
};

/** A project outside of this one, which begins as a copy of its journeys and templates. */
export const copyProject = async (folder: string): Promise<void> => {
  for (const name of ['journeys', 'templates', 'playbooks'])
    await cp(join(projectRoot, name), join(folder, name), { recursive: true });
};

/** Programs that a process started, or that those did, by what Linux tells of them. */
export const descendantsOf = async (ancestor: number): Promise<{ pid: number; command: string }[]> => {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const read = (pid: string, file: string) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '');
  const all = await Promise.all(
    pids.map(async pid => {
      const [, parent] = /^\d+ \(.*\) \S (\d+) /s.exec(await read(pid, 'stat')) ?? [];
      const command = (await read(pid, 'cmdline')).replaceAll('\0', ' ').trim();
      return { pid: Number(pid), parent: Number(parent), command };
    }),
  );
  const below = (pid: number): typeof all =>
    all.filter(({ parent }) => parent === pid).flatMap(one => [one, ...below(one.pid)]);
  return below(ancestor).filter(({ command }) => /^\S*(dynoxide|java) /.test(command));
};

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
