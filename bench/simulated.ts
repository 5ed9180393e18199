import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { sampleDefaults, sampleYear } from '../engine/sample/sample-year.ts';
import { inFolder } from './in-folder.ts';
import type { MeasuredFigure, Part } from './part.ts';

/** Numbers of accounts: the sample year's original size, and that of a large business. */
const sizes = [45, 1_800];

/** The sample year as `daymark simulate` plays it, over the whole process, including rendered mail. */
export const simulated: Part = tell =>
  inFolder(async folder => {
    const figures: MeasuredFigure[] = [];
    for (const accounts of sizes) {
      const name = `the year of ${accounts.toLocaleString('en-US')} accounts`;
      tell(name);
      const events = sampleYear({ ...sampleDefaults, accounts });
      const file = join(folder, 'events.jsonl');
      await writeFile(file, events);
      const { cpuSeconds, megabytes } = await simulate(file, folder);
      figures.push(
        { name, value: events.split('\n').length - 1, unit: 'events' },
        { name, value: cpuSeconds, unit: 's CPU' },
        { name, value: megabytes, unit: 'MB at most' },
      );
    }
    return figures;
  });

const root = join(import.meta.dirname, '..');

const simulate = async (file: string, folder: string): Promise<{ cpuSeconds: number; megabytes: number }> => {
  const used = join(folder, 'used.json');
  const report = pathToFileURL(join(import.meta.dirname, 'report-used.ts')).href;
  const written = ['--timeline', join(folder, 'timeline.jsonl'), '--mail', join(folder, 'mail')];
  const verb = ['--import', report, join(root, 'engine/cli/daymark.mjs'), 'simulate', file, ...written];
  await promisify(execFile)(process.execPath, verb, {
    cwd: root,
    env: { ...process.env, BENCH_USED: used },
    maxBuffer: 64 * 1024 * 1024,
  });
  return JSON.parse(await readFile(used, 'utf8'));
};
