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

/** `daymark answers`: customers' survey answers with comments, for the product team. */
export const answers = (program: Command): void => {
  withWhere(program.command('answers'))
    .description('list the comments in survey answers, from the last play or a deployment')
    .option('--account <account>', 'only this account')
    .option('--since <instant>', 'only answers since then', until)
    .addOption(playOption())
    .addOption(new Option('--format <format>', 'output format').choices(Object.keys(formats)).default('csv'))
    .option('--json', 'print them as one JSON array')
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
      `${file}: no survey answers here`,
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

export const answersCsv = (rows: readonly WordedAnswer[]): string => csvOf(columns, rows);

const formats = {
  csv: answersCsv,
  jsonl: (rows: readonly WordedAnswer[]) => rows.map(row => `${JSON.stringify(row)}\n`).join(''),
} as const;
