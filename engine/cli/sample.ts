import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Command } from 'commander';
import { inCloud } from '../playback/in-cloud.ts';
import { sampleDefaults, sampleEnd, sampleYear } from '../sample/sample-year.ts';
import { playFiles } from './play-files.ts';
import { playingDefaults, wholeNumber } from './playing-options.ts';
import { defaultDynamoDb } from './run.ts';

/** `daymark sample`: the sample year, made and played. */
export const sample = (program: Command): void => {
  program
    .command('sample')
    .description('make the recorded year of a sample business, play it, and tell what every customer got')
    .option('--accounts <n>', 'number of accounts', wholeNumber, sampleDefaults.accounts)
    .option('--seed <n>', 'seed of the year', wholeNumber, sampleDefaults.seed)
    .option('--out <file>', 'file for the events', '.daymark/sample.jsonl')
    .option('--only-events', 'make the events, but do not play them')
    .action(
      async ({
        accounts,
        seed,
        out,
        onlyEvents,
      }: {
        accounts: number;
        seed: number;
        out: string;
        onlyEvents?: boolean;
      }) => {
        await mkdir(dirname(out), { recursive: true });
        await writeFile(out, sampleYear({ ...sampleDefaults, accounts, seed }));
        if (onlyEvents) return console.log(out);
        await playFiles([out], { ...playingDefaults, seed, until: sampleEnd, tryNext }, played =>
          inCloud({ ...played, dynamodb: defaultDynamoDb }),
        );
      },
    );
};

const tryNext: readonly [string, string][] = [
  ['read a journey in English', 'npx daymark explain onboarding'],
  ['see it drawn', 'npx daymark graph onboarding --out onboarding.svg'],
  ['change it, and see what breaks', 'edit journeys/onboarding.ts, then npx daymark check'],
  ['see what a health score is made of', 'npx daymark health quarry-labs'],
  ['play your own events', 'npx daymark run my-events.jsonl'],
  ['see what AWS would run', 'npx daymark compile'],
  ['keep it running, with HTTP', 'npx daymark dev'],
];
