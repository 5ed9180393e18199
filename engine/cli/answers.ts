import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { WordedAnswer } from '../account/worded-answer.ts';
import type { Instant } from '../kernel/instant.ts';
import { answersFile } from '../playback/play-files.ts';
import { csvOf } from './csv.ts';
import { operatorOf } from './operate/steering.ts';
import { playOption } from './play-option.ts';
import { until } from './playing-options.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  play: string;
  json?: true;
  account?: string;
  since?: Instant;
  format: keyof typeof formats;
}

/** `daymark answers`: what customers said with their answers to surveys, for those who build the product. */
export const answers = (program: Command): void => {
  withWhere(program.command('answers'))
    .description('list what customers wrote with their answers to surveys, of the last play or a deployment')
    .option('--account <account>', 'of one account only')
    .option('--since <instant>', 'from then on', until)
    .addOption(playOption())
    .addOption(new Option('--format <format>', 'how they are printed').choices(Object.keys(formats)).default('csv'))
    .option('--json', 'the same as one list of JSON')
    .addHelpText('after', '\nExample:\n  npx daymark answers --since 2026-06-01T00:00:00Z > answers.csv')
    .action(async ({ play, account, since = '', format, json, ...where }: Options) => {
      const isDeployment = where.environment !== undefined || where.dev !== undefined;
      const all = isDeployment ? await deployed(where, account) : played(play);
      const asked = all.filter(each => each.at >= since && (account === undefined || each.account === account));
      asked.sort(byTime);
      process.stdout.write(json ? `${JSON.stringify(asked)}\n` : formats[format](asked));
    });
};

const deployed = async (where: Where, account: string | undefined): Promise<WordedAnswer[]> => {
  const { answers: stored } = await operatorOf(where);
  return account === undefined ? (await Array.fromAsync(stored.all())).flat() : await stored.ofAccount(account, '');
};

const played = (folder: string): WordedAnswer[] => {
  const file = join(folder, answersFile);
  if (!existsSync(file))
    throw new UserError(
      `${file}: there are no answers here`,
      'play events first: `npx daymark run <events.jsonl>` writes them beside its timeline',
    );
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as WordedAnswer);
};

const byTime = (a: WordedAnswer, b: WordedAnswer): number =>
  `${a.at} ${a.account} ${a.id}` < `${b.at} ${b.account} ${b.id}` ? -1 : 1;

const columns = ['at', 'account', 'user', 'survey', 'score', 'topic', 'comment'] as const;

/** The answers as CSV. */
export const answersCsv = (rows: readonly WordedAnswer[]): string => csvOf(columns, rows);

const formats = {
  csv: answersCsv,
  jsonl: (rows: readonly WordedAnswer[]) => rows.map(row => `${JSON.stringify(row)}\n`).join(''),
} as const;
