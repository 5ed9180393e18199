import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A verb, without npx, which takes as long as a small verb does; commands in the docs are run as a user types them. */
export const daymark = (...args: readonly string[]): Promise<Ended> =>
  command(process.execPath, ['engine/cli/daymark.mjs', ...args]);

export const command = async (file: string, args: readonly string[], onWord?: () => void): Promise<Ended> => {
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  if (onWord) child.stdout.on('data', onWord);
  const [stdout, stderr, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: code as number | null, stdout, stderr };
};

/** The same, and how long it took in all, and until it said something on standard output. */
export const timedCommand = async (
  file: string,
  args: readonly string[],
): Promise<Ended & { seconds: number; secondsToFirstWord: number }> => {
  const begin = performance.now();
  const passed = () => (performance.now() - begin) / 1000;
  let secondsToFirstWord = Number.POSITIVE_INFINITY;
  const ended = await command(file, args, () => {
    secondsToFirstWord = Math.min(secondsToFirstWord, passed());
  });
  return { ...ended, seconds: passed(), secondsToFirstWord };
};

export type PrintedLine = Readonly<Record<string, unknown>>;

export const readPrintedLines = (file: string): PrintedLine[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as PrintedLine);

export const printedAsLines = (values: readonly unknown[]): string =>
  values.map(value => `${JSON.stringify(value)}\n`).join('');
