import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { daymark, type Ended } from './daymark.ts';

/**
 * Plays the events by `simulate` and by `run`, which must write the same bytes beside them: timeline, health, mails, rejected
 * lines, report. @param cloud options of `run` alone
 */
export const expectTheSame = async (
  events: string,
  options: readonly string[],
  cloud: readonly string[] = [],
): Promise<void> => {
  const inMemory = await play('simulate', events, options);
  const inCloud = await play('run', events, [...options, ...cloud]);
  expect(Object.keys(inMemory.files).length).toBeGreaterThan(50);
  expect(inMemory).toEqual(inCloud);
};

const play = async (verb: 'run' | 'simulate', events: string, options: readonly string[]) => {
  const own = join(dirname(events), verb);
  const place = ['--timeline', join(own, 'timeline.jsonl'), '--mail', join(own, 'mail')];
  const ended = await daymark(verb, events, ...place, ...options);
  expect(ended.code, ended.stderr).toBe(0);
  return { ended: withoutSeconds(ended, own), files: filesUnder(own) };
};

/** How long it took, and where the files are, is the verb's own. */
const withoutSeconds = ({ stdout, stderr }: Ended, own: string) => ({
  stdout: stdout.replaceAll(own, '').replace(/played in [\d.]+ s/, 'played'),
  stderr: stderr.replaceAll(own, ''),
});

const filesUnder = (own: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(own, { recursive: true, encoding: 'utf8' })
      .filter(file => statSync(join(own, file)).isFile())
      .sort()
      .map(file => [file, readFileSync(join(own, file), 'utf8')]),
  );
