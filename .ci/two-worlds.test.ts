import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { daymark, type Ended } from './daymark.ts';

// A year takes minutes in the cloud world on a busy machine.
vi.setConfig({ testTimeout: 1_800_000, hookTimeout: 1_800_000 });

const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
const events = join(folder, 'events.jsonl');
afterAll(() => rmSync(folder, { recursive: true }));

const play = async (verb: 'run' | 'simulate', name: string, ...options: readonly string[]) => {
  const own = join(folder, name, verb);
  const ended = await daymark(
    verb,
    events,
    ...['--timeline', join(own, 'timeline.jsonl'), '--mail', join(own, 'mail'), ...options],
  );
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

const expectTheSame = async (name: string, ...options: readonly string[]) => {
  const inMemory = await play('simulate', name, ...options);
  const inCloud = await play('run', name, ...options);
  expect(Object.keys(inMemory.files).length).toBeGreaterThan(50);
  expect(inMemory).toEqual(inCloud);
};

// What 45 of them go through in that year, .ci/from-cdk-out.test.ts requires of the cloud world to the byte.
beforeAll(async () => {
  await daymark('sample', '--only-events', '--accounts', '15', '--out', events);
});

test('simulate and run give the same bytes of the sample year: timeline, health, mails, rejected lines, report', () =>
  expectTheSame('year', '--until', '2026-01-01T00:00:00Z'));

test('and of many accounts at once, from January to February', async () => {
  await daymark('sample', '--only-events', '--accounts', '360', '--out', events);
  await expectTheSame('crowd', '--until', '2025-02-15T00:00:00Z');
});
