import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

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

/** Runs the real command line in a process of its own. */
export const daymark = async (args: readonly string[], options: CliOptions = {}): Promise<CliResult> => {
  const child = startDaymark(args, options);
  const said = listenTo(child);
  const code = await new Promise<number | null>(done => child.once('close', done));
  return {
    code,
    ...said(),
    errors: said()
      .stderr.split('\n')
      .filter(line => line !== ''),
  };
};

/** The same, one after another in one process, for what ends before anything is started. */
export const daymarkEach = async (cases: readonly (readonly string[])[]): Promise<CliResult[]> => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', eachScript, JSON.stringify(cases)], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const said = listenTo(child);
  await new Promise(done => child.once('close', done));
  return (JSON.parse(said().stdout) as CliResult[]).map(result => ({
    ...result,
    errors: result.stderr.split('\n').filter(line => line !== ''),
  }));
};

const eachScript = `
const { main } = await import(${JSON.stringify(pathToFileURL(join(projectRoot, 'engine/cli/main.ts')).href)});
const print = process.stdout.write.bind(process.stdout);
const results = [];
for (const args of JSON.parse(process.argv[1])) {
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr']) process[name].write = text => (said[name] += text, true);
  process.exitCode = 0;
  await main(args);
  process.stdout.removeAllListeners('error');
  results.push({ code: process.exitCode, ...said });
}
process.exitCode = 0;
print(JSON.stringify(results));
`;

export const startDaymark = (args: readonly string[], { cwd = projectRoot, env, node = [] }: CliOptions = {}) =>
  spawn(process.execPath, [...node, commandLine, ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NO_COLOR: '1', ...env },
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

export const workplace = async (): Promise<Workplace> => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-cli-'));
  return { folder, path: (...names) => join(folder, ...names), remove: () => rm(folder, { recursive: true }) };
};

/** A project outside of this one, which begins as a copy of its journeys and templates. */
export const copyProject = async (folder: string): Promise<void> => {
  for (const name of ['journeys', 'templates'])
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
