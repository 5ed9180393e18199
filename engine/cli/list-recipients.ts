import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type PublicLine, publicLine } from '../account/public-line.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { type Recipient, recipientsOf } from '../numbers/recipients.ts';
import { timelineFile } from '../playback/play-files.ts';
import { csvOf } from './csv.ts';
import { allAccountsOf } from './operate/all-accounts-of.ts';
import { playOption } from './play-option.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  play: string;
  step?: string;
  json?: true;
}

/** `daymark recipients`: lists who got which step of a journey or campaign. */
export const listRecipients = (program: Command): void => {
  withWhere(program.command('recipients <journey>'))
    .description(
      'list who got which step of a journey or campaign, in the last play or a deployment: ids, no addresses',
    )
    .option('--step <step>', 'only this step')
    .addOption(playOption())
    .option('--json', 'print the list as JSON instead of CSV')
    .addHelpText('after', '\nExample:\n  npx daymark recipients automations-launch --environment prod > got-it.csv')
    .action(async (journey: string, { play, step, json, ...where }: Options) => {
      const isDeployment = where.environment !== undefined || where.dev !== undefined;
      const lines = isDeployment
        ? (await (await allAccountsOf(where)).all.timeline()).map(publicLine)
        : linesOfPlay(play);
      const journeys = [...new Set(lines.map(line => line.journey))].sort();
      if (!journeys.includes(journey))
        throw new UserError(`nothing happened in journey "${journey}"`, nameOneOf(journey, journeys), 2);
      const list = recipientsOf(journey, lines).filter(each => step === undefined || each.step === step);
      process.stdout.write(json ? `${JSON.stringify(list)}\n` : csvOf(columns, list));
    });
};

const linesOfPlay = (folder: string): PublicLine[] => {
  const file = join(folder, timelineFile);
  if (!existsSync(file))
    throw new UserError(
      `${folder}: no play here`,
      'play events first: `npx daymark simulate <events.jsonl>`, or name a deployment with --environment',
      2,
    );
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as PublicLine);
};

const columns = ['at', 'account', 'to', 'step', 'channel', 'outcome'] as const satisfies readonly (keyof Recipient)[];
