import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import type * as z from 'zod';
import { drawPicturesApart } from '../build/draw-pictures-apart.ts';
import { counted } from '../kernel/counted.ts';
import { endWithUs } from '../local/end-with-us.ts';
import { journeysOf } from '../playback/source.ts';
import { sampleDefaults, sampleEnd, sampleYear } from '../sample/sample-year.ts';
import { compareWorlds } from './compare-worlds.ts';
import type { Compared, ToCompare } from './compare-worlds-process.ts';
import { keepPlaySnapshot } from './dev/play-snapshot.ts';
import { heldInMemory } from './held-in-memory.ts';
import { monthLine } from './month-line.ts';
import { playSource, sourceOf } from './play-source.ts';
import { playingDefaults, wholeNumber } from './playing-options.ts';
import { printFaults } from './print-faults.ts';
import { printPlay } from './print-play.ts';
import { defaultDynamoDb } from './run.ts';
import { UserError } from './user-error.ts';
import type { sampleJson } from './verb-json.ts';
import { writePage } from './write-page.ts';
import { writePlay } from './write-play.ts';

interface SampleVerb {
  accounts: number;
  seed: number;
  out: string;
  onlyEvents?: boolean;
  dynamodb: string;
  json?: true;
}

/** `daymark sample`: generates the sample year and plays it; a few of its accounts in both worlds. */
export const sample = (program: Command): void => {
  program
    .command('sample')
    .description('generate the recorded year of a sample business, play it, and show what every customer got')
    .option('--accounts <n>', 'number of accounts', wholeNumber, sampleDefaults.accounts)
    .option('--seed <n>', 'seed of the year', wholeNumber, sampleDefaults.seed)
    .option('--out <file>', 'file for the events', '.daymark/sample.jsonl')
    .option('--only-events', 'generate the events without playing them')
    .option(
      '--dynamodb <which>',
      'DynamoDB of the local cloud: embedded, official (DynamoDB Local of AWS), or a URL',
      defaultDynamoDb,
    )
    .option('--json', 'print the result as JSON instead of the report; progress goes to standard error')
    .addHelpText('after', '\nExample:\n  npx daymark sample --accounts 20')
    .action(async ({ accounts, seed, out, onlyEvents, dynamodb, json }: SampleVerb) => {
      const say: Say = text => (json ? process.stderr : process.stdout).write(text);
      const tell = (told: z.infer<typeof sampleJson>): void => console.log(JSON.stringify(told));
      await mkdir(dirname(out), { recursive: true });
      if (!onlyEvents) say(`Making a year of ${counted(accounts, 'customer')} of a sample business:`);
      const year = sampleYear({ ...sampleDefaults, accounts, seed });
      await writeFile(out, year);
      if (onlyEvents) return json ? tell({ accounts, seed, events: out }) : console.log(out);
      say(` ${counted(year.split('\n').length - 1, 'event')}, in ${out}.\n`);
      const some = Math.min(few, accounts);
      const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
      const cleanUp = () => rmSync(folder, { recursive: true, force: true });
      const forget = endWithUs(cleanUp);
      try {
        const file = join(folder, 'some.jsonl');
        await writeFile(file, sampleYear({ ...sampleDefaults, accounts: some, seed }));
        const played = await playBoth(out, { file, accounts: some, dynamodb }, { seed, json, say });
        if (json) tell({ accounts, seed, events: out, played });
      } finally {
        forget();
        cleanUp();
      }
    });
};

type Say = (text: string) => unknown;

/** Accounts that are played in both worlds. */
const few = 10;

/** Plays all accounts in memory, and meanwhile a few of them in both worlds. @throws UserError if these differ */
const playBoth = async (
  all: string,
  { accounts, ...some }: Pick<ToCompare, 'file' | 'dynamodb'> & { accounts: number },
  { seed, json, say }: { seed: number; json: true | undefined; say: Say },
): Promise<NonNullable<z.infer<typeof sampleJson>['played']>> => {
  const options = { ...playingDefaults, seed, until: sampleEnd };
  const source = await sourceOf(options);
  const journeys = counted(journeysOf(source).length, 'journey');
  const wholeYear = monthLine(`Playing it through ${journeys}, in memory:`, say);
  const cloudYear = monthLine(
    `Playing ${accounts} of them on a local cloud as well, with state machines, handlers and DynamoDB:`,
    say,
  );
  const drawing = 'project' in source ? drawPicturesApart(source.project) : undefined;
  const { compared, stop } = compareWorlds({ ...options, ...some }, cloudYear.show);
  try {
    wholeYear.begin();
    const { inWorld, world } = heldInMemory();
    const whole = await playSource(source, [all], options, inWorld, { show: wholeYear.show, isLast: true });
    wholeYear.end('.');
    const written = await writePlay(whole, options);
    if ('project' in source) {
      const { project } = source;
      say(`Writing ${written.page}, a page for each account and journey.\n`);
      const pictures = await drawing?.pictures;
      const folder = dirname(written.timeline);
      const snapshot = await keepPlaySnapshot(world(), { folder, project, pictures });
      await Promise.all([snapshot.written, writePage(written.page, world(), project, pictures)]);
    }
    cloudYear.begin();
    const result = await compared;
    cloudYear.end('.');
    say(`${describe(result)}\n`);
    if (!json) printPlay(whole, written, { tryNext, files: [['pages', written.page]] });
    printFaults(whole.played);
    if ('difference' in result) throw differs(result.difference);
    const worlds = 'same' in result ? 'same' : 'unavailable';
    return { timeline: written.timeline, page: written.page, lines: whole.played.lines.length, worlds };
  } finally {
    stop();
    await drawing?.stop();
  }
};

const describe = (result: Compared): string => {
  if ('same' in result) return `  Both worlds gave the same ${counted(result.same, 'line')}.\n`;
  return 'unavailable' in result ? `  Not on this machine: ${result.unavailable}: ${result.fix}.\n` : '';
};

const differs = ({ line, one, other }: Extract<Compared, { difference: unknown }>['difference']): UserError =>
  new UserError(
    `The two worlds differ in line ${line} of their timelines.\n  in memory:          ${one}\n  on the local cloud: ${other}`,
    'This is a bug in Daymark: please report it with these lines.',
  );

const tryNext: readonly [string, string][] = [
  ['read a journey in English', 'npx daymark explain onboarding'],
  ['see it drawn', 'npx daymark graph onboarding --out onboarding.svg'],
  ['change it, and see what breaks', 'edit journeys/onboarding.ts, then npx daymark check'],
  ['play the year again', 'npx daymark simulate .daymark/sample.jsonl --until 2026-01-01'],
  ['ask why a customer got it, or not', 'npx daymark why balogun-market-online'],
  ['read the year as the lead does', 'npx daymark report'],
  ['see what a health score is made of', 'npx daymark health quarry-labs'],
  ['play your own events', 'npx daymark simulate my-events.jsonl'],
  ['see what AWS would run', 'npx daymark compile'],
  ['open the console on it', 'npx daymark dev --play'],
];
