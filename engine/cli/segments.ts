import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { segmentsListed } from '../counts/segments-listed.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { describeCondition } from '../journey/explain/describe-condition.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { type SegmentCount, segmentCounter } from '../numbers/segment-counts.ts';
import { segmentsFile } from '../playback/play-files.ts';
import { allAccountsOf } from './operate/all-accounts-of.ts';
import { playOption } from './play-option.ts';
import { playingDefaults } from './playing-options.ts';
import { openProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  play: string;
  journeys: string;
  json?: true;
}

/** `daymark segments`: counts the accounts in each segment, and how many drop out at each of its conditions. */
export const segments = (program: Command): void => {
  withWhere(program.command('segments [segment]'))
    .description('count the accounts of each segment, as a funnel of its conditions, in the last play or a deployment')
    .addOption(playOption())
    .option(
      '--journeys <dir>',
      'folder of journeys, with the catalog to count a deployment by',
      playingDefaults.journeys,
    )
    .option('--json', 'print the counts as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark segments lowTouchTeam --environment prod')
    .action(async (name: string | undefined, options: Options) => {
      const all = await countsOf(options);
      const counts = name === undefined ? all : all.filter(({ segment }) => segment === name);
      if (name !== undefined && counts.length === 0)
        throw new UserError(
          `there is no segment "${name}"`,
          nameOneOf(
            name,
            all.map(({ segment }) => segment),
          ),
          2,
        );
      const told = counts.map(({ funnel, ...count }) => ({
        ...count,
        funnel: funnel.map(({ condition, accounts }) => ({
          condition: describeCondition(condition, { whose: 'its' }),
          accounts,
        })),
      }));
      process.stdout.write(options.json ? `${JSON.stringify(told)}\n` : described(told));
    });
};

const countsOf = async (options: Options): Promise<SegmentCount[]> => {
  if (options.environment === undefined && options.dev === undefined) return countsOfPlay(options.play);
  const { catalog } = await openProject(options);
  return countAll(options, catalog);
};

/** Counts from the rows of the account lists; reads all records if the rows were made with another catalog. */
const countAll = async (where: Where, catalog: CatalogData): Promise<SegmentCount[]> => {
  const { all, clock, accountList } = await allAccountsOf(where);
  const listed = segmentsListed((await Array.fromAsync(accountList.all())).flat(), catalog);
  if (listed) return listed;
  const counter = segmentCounter(catalog, clock.now());
  for await (const record of all.records()) counter.add(record);
  return counter.counts();
};

const countsOfPlay = (folder: string): SegmentCount[] => {
  const file = join(folder, segmentsFile);
  if (!existsSync(file))
    throw new UserError(
      `${folder}: no play here`,
      'play events first: `npx daymark simulate <events.jsonl>`, or name a deployment with --environment',
      2,
    );
  const counts = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return counts.map(line => JSON.parse(line) as SegmentCount);
};

interface Told extends Omit<SegmentCount, 'funnel'> {
  funnel: readonly { condition: string; accounts: number }[];
}

const described = (counts: readonly Told[]): string =>
  counts.length === 0
    ? 'The catalog has no segments: see docs/write-a-journey.md for how to write one.\n'
    : counts.map(describe).join('\n');

const describe = ({ segment, accounts, of, funnel }: Told): string =>
  [
    `${segment}: ${accounts} of ${of} ${of === 1 ? 'account' : 'accounts'}`,
    ...funnel.map(({ condition, accounts }) => `${String(accounts).padStart(9)}  ${condition}`),
    '',
  ].join('\n');
