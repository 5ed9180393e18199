import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { commitIn } from './host-machine.ts';
import { inFolder } from './in-folder.ts';
import type { MeasuredFigure, Part } from './part.ts';

export interface Against {
  /** Folder of another checkout, in which `npm ci` ran. */
  folder: string;
  /** Number of accounts in the played year, which is the other checkout's own sample. */
  accounts: number;
}

/**
 * CPU seconds of `simulate` and `run` compared with another checkout's `run` of the same events, over all their
 * processes. Measured one after another in the same session, because a busy machine slows all of them down.
 * @throws RangeError if the folder is not a checkout of Daymark
 */
export const against = ({ folder, accounts }: Against): Part => {
  const other = resolve(folder);
  if (!existsSync(join(other, commandLine)))
    throw new RangeError(
      `There is no ${commandLine} in ${other}. Give --against a checkout of Daymark in which npm ci ran.`,
    );
  const theirs = `run of ${commitIn(other)}`;
  return tell =>
    inFolder(async temporary => {
      const events = join(temporary, 'events.jsonl');
      await cpuSeconds(other, ['sample', '--only-events', '--accounts', String(accounts), '--out', events]);
      const play = (name: string, checkout: string, verb: string) => {
        tell(name);
        const files = ['--timeline', join(temporary, name, 'timeline.jsonl'), '--mail', join(temporary, name, 'mail')];
        return cpuSeconds(checkout, [verb, events, ...files]);
      };
      const simulated = await play('simulate', here, 'simulate');
      const ran = await play('run', here, 'run');
      const base = await play(theirs, other, 'run');
      const costs = (name: string, seconds: number): MeasuredFigure => ({ name, value: seconds, unit: 'CPU s' });
      const beside = (name: string, seconds: number): MeasuredFigure => ({
        name,
        value: base / seconds,
        unit: 'times cheaper',
      });
      return [
        costs(theirs, base),
        ...[costs('simulate', simulated), beside('simulate', simulated)],
        ...[costs('run', ran), beside('run', ran)],
        { name: 'processes that wait for a core', value: loadavg()[0] ?? Number.NaN, unit: 'on average, at the end' },
      ];
    });
};

const here = join(import.meta.dirname, '..');
const commandLine = 'engine/cli/daymark.mjs';

/**
 * CPU seconds of a command and all the processes that it waits for, by the shell's `times`.
 * @throws Error if it fails
 */
const cpuSeconds = async (checkout: string, args: readonly string[]): Promise<number> => {
  const script = '"$@" > /dev/null || exit; times';
  const child = spawn('sh', ['-c', script, 'sh', process.execPath, commandLine, ...args], {
    cwd: checkout,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [times, complaint, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (code !== 0) throw new Error(`daymark ${args.join(' ')} failed in ${checkout}: ${complaint.trim()}`);
  // `times` prints a line for the shell, then one for its children: user and system, each `1m2.34s`.
  const ofChildren = times.trim().split('\n').at(-1) ?? '';
  return [...ofChildren.matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds),
    0,
  );
};
