import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import { publicLine } from '../account/public-line.ts';
import { counted } from '../kernel/counted.ts';
import { endWithUs } from '../local/end-with-us.ts';
import { inMemory } from '../playback/in-memory.ts';
import { journeysOf } from '../playback/source.ts';
import { sampleDefaults, sampleEnd, sampleYear } from '../sample/sample-year.ts';
import { firstDifference } from './first-difference.ts';
import { monthLine } from './month-line.ts';
import { playApart } from './play-apart.ts';
import { playSource, sourceOf } from './play-source.ts';
import { playingDefaults, wholeNumber } from './playing-options.ts';
import { tellFaults } from './tell-faults.ts';
import { tellPlay } from './tell-play.ts';
import { UserError } from './user-error.ts';
import { writePlay } from './write-play.ts';

interface SampleVerb {
  accounts: number;
  seed: number;
  out: string;
  onlyEvents?: boolean;
}

/** `daymark sample`: the sample year, made and played; a few of its accounts in both worlds. */
export const sample = (program: Command): void => {
  program
    .command('sample')
    .description('make the recorded year of a sample business, play it, and tell what every customer got')
    .option('--accounts <n>', 'number of accounts', wholeNumber, sampleDefaults.accounts)
    .option('--seed <n>', 'seed of the year', wholeNumber, sampleDefaults.seed)
    .option('--out <file>', 'file for the events', '.daymark/sample.jsonl')
    .option('--only-events', 'make the events, but do not play them')
    .action(async (options: SampleVerb) => {
      const { accounts, seed, out, onlyEvents } = options;
      await mkdir(dirname(out), { recursive: true });
      if (!onlyEvents) process.stdout.write(`Making a year of ${counted(accounts, 'customer')} of a sample business:`);
      const year = sampleYear({ ...sampleDefaults, accounts, seed });
      await writeFile(out, year);
      if (onlyEvents) return console.log(out);
      process.stdout.write(` ${counted(year.split('\n').length - 1, 'event')}, in ${out}.\n`);
      await playBoth(options);
    });
};

/** How many are played in both worlds. */
const few = 10;

/** All accounts in memory, and meanwhile a few of them on the local cloud; those in memory as well, since medians depend on who is there. */
const playBoth = async ({ accounts, seed, out }: SampleVerb): Promise<void> => {
  const options = { ...playingDefaults, seed, until: sampleEnd };
  const source = await sourceOf(options);
  const some = Math.min(few, accounts);
  const folder = mkdtempSync(join(tmpdir(), 'daymark-'));
  const cleanUp = () => rmSync(folder, { recursive: true, force: true });
  const forget = endWithUs(cleanUp);
  const file = join(folder, 'some.jsonl');
  await writeFile(file, sampleYear({ ...sampleDefaults, accounts: some, seed }));

  const write = (text: string) => process.stdout.write(text);
  const journeys = counted(journeysOf(source).length, 'journey');
  const inMemoryLine = monthLine(`Playing it through ${journeys}, in memory:`, write);
  const inCloudLine = monthLine(
    `Playing ${some} of them on a local cloud as well, with state machines, handlers and DynamoDB:`,
    write,
  );
  const apart = playApart({ ...options, file }, inCloudLine.show);
  try {
    inMemoryLine.begin();
    const whole = await playSource(source, [out], options, inMemory, inMemoryLine.show);
    const written = await writePlay(whole, options);
    inMemoryLine.end('.');
    inCloudLine.begin();
    const { played } = await playSource(source, [file], options, inMemory);
    const timeline = played.lines.map(line => JSON.stringify(publicLine(line)));
    const there = await apart.played;
    inCloudLine.end('.');
    if ('unavailable' in there) write(`  They could not be: ${there.unavailable.message}: ${there.unavailable.fix}.\n`);
    const difference = 'timeline' in there ? firstDifference(timeline, there.timeline) : undefined;
    if ('timeline' in there && !difference) write(`  Both worlds gave the same ${counted(timeline.length, 'line')}.\n`);
    write('\n');
    tellPlay(whole, written, tryNext);
    tellFaults(whole.played);
    if (difference) throw differs(difference);
  } finally {
    apart.stop();
    forget();
    cleanUp();
  }
};

const differs = ({ line, one, other }: NonNullable<ReturnType<typeof firstDifference>>): UserError =>
  new UserError(
    `The two worlds differ in line ${line} of the timeline of a few accounts.\n  in memory:          ${one}\n  on the local cloud: ${other}`,
    'this is a fault of Daymark, not yours: please report it with these lines',
  );

const tryNext: readonly [string, string][] = [
  ['read a journey in English', 'npx daymark explain onboarding'],
  ['see it drawn', 'npx daymark graph onboarding --out onboarding.svg'],
  ['change it, and see what breaks', 'edit journeys/onboarding.ts, then npx daymark check'],
  ['play the year again', 'npx daymark simulate .daymark/sample.jsonl --until 2026-01-01'],
  ['see what a health score is made of', 'npx daymark health quarry-labs'],
  ['play your own events', 'npx daymark simulate my-events.jsonl'],
  ['see what AWS would run', 'npx daymark compile'],
  ['keep it running, with HTTP', 'npx daymark dev'],
];
