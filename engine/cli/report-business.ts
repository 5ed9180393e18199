import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { plainRevenue } from '../definition/revenue-rules.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import type { Instant } from '../kernel/instant.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import { businessReport, type Dimension, dimensions } from '../numbers/business-report.ts';
import type { FactsCatalog } from '../numbers/facts-of.ts';
import { type Month, monthOf, plusMonths, readMonth } from '../numbers/month.ts';
import { gatherFacts } from '../numbers/use-cases/gather-facts.ts';
import type { PlayAbout } from '../playback/play-about.ts';
import { aboutFile, factsFile } from '../playback/play-files.ts';
import { allAccountsOf } from './operate/all-accounts-of.ts';
import { playOption } from './play-option.ts';
import { playingDefaults } from './playing-options.ts';
import { openProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { reportHtml } from './report-html.ts';
import { type ReportFormat, reportFormats, reportText } from './report-text.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  by?: Dimension[];
  month?: Month;
  format: ReportFormat;
  json?: true;
  html?: string;
  play: string;
  journeys: string;
}

/** `daymark report`: the business report of a month. */
export const reportBusiness = (program: Command): void => {
  withWhere(program.command('report'))
    .description(
      'print the business report of a month: recurring revenue, retention, adoption, surveys, team; each figure with its inputs',
    )
    .option('--month <month>', 'such as 2026-10 (default: the last complete month)', monthOption)
    .option(
      '--by <dimensions>',
      `also break down by these, separated by commas: ${dimensions.join(', ')}`,
      dimensionsOption,
    )
    .addOption(new Option('--format <format>', 'what to print').choices(reportFormats).default('text'))
    .option('--json', 'print the report as JSON')
    .addOption(
      new Option(
        '--html <file>',
        'write the whole play, with every account and journey, as one page that opens from disk',
      ).conflicts(['by', 'month', 'format', 'json', 'environment', 'dev', 'journeys']),
    )
    .addOption(playOption())
    .option('--journeys <dir>', 'folder of journeys, with the policy and team', playingDefaults.journeys)
    .addHelpText(
      'after',
      '\nExample:\n  npx daymark report --month 2026-10 --by plan,cohort\n  npx daymark report --html year.html',
    )
    .action(async (options: Options) => {
      if (options.html !== undefined) return reportHtml(options.play, options.html);
      const { catalog, team, pools, journeys } = await openProject(options);
      const { facts, now, from } = await factsOfPlace(options, catalog);
      const made = businessReport({
        accounts: facts,
        month: options.month ?? plusMonths(monthOf(now), -1),
        now,
        by: options.by ?? [],
        rules: catalog.revenue ?? plainRevenue,
        team,
        pools,
        journeys: journeys.map(({ definition }) => definition),
      });
      process.stdout.write(options.json ? `${JSON.stringify(made)}\n` : reportText(made, options.format, from));
    });
};

interface Facts {
  facts: AccountFacts[];
  /** The end of the facts. */
  now: Instant;
  /** The events that were played, or the deployment. */
  from: string;
}

/** Facts of a deployment if one is named, else of a play. */
const factsOfPlace = async (options: Options, catalog: FactsCatalog): Promise<Facts> => {
  if (options.environment === undefined && options.dev === undefined) return factsOfPlay(options.play);
  const { all, clock } = await allAccountsOf(options);
  return { facts: await gatherFacts(all, catalog), now: clock.now(), from: options.environment ?? options.dev ?? '' };
};

const factsOfPlay = (folder: string): Facts => {
  const [file, about] = [join(folder, factsFile), join(folder, aboutFile)];
  if (!existsSync(file) || !existsSync(about)) {
    throw new UserError(
      `${folder}: no play here`,
      'play events first: `npx daymark run <events.jsonl>`, or name a deployment with --environment',
      2,
    );
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const { to, events } = JSON.parse(readFileSync(about, 'utf8')) as PlayAbout;
  return { facts: lines.map(line => JSON.parse(line) as AccountFacts), now: to, from: events.join(' ') };
};

const monthOption = (text: string): Month => {
  const month = readMonth(text);
  if (month === undefined) throw new InvalidArgumentError('Write a month such as 2026-10.');
  return month;
};

const dimensionsOption = (text: string): Dimension[] => [
  ...new Set(
    text.split(',').map(each => {
      const name = each.trim();
      const known = dimensions.find(dimension => dimension === name);
      if (known === undefined)
        throw new InvalidArgumentError(`No dimension is called "${name}": ${nameOneOf(name, dimensions)}.`);
      return known;
    }),
  ),
];
