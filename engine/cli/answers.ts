import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Command, Option } from 'commander';
import type { WordedAnswer } from '../account/worded-answer.ts';
import type { Instant } from '../kernel/instant.ts';
import { answersFile } from '../playback/play-files.ts';
import { operatorOf } from './operate/steering.ts';
import { playOption } from './play-option.ts';
import { until } from './playing-options.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  play: string;
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
    .addHelpText('after', '\nExample:\n  npx daymark answers --since 2026-06-01T00:00:00Z > answers.csv')
    .action(async ({ play, account, since = '', format, ...where }: Options) => {
      const isDeployment = where.environment !== undefined || where.dev !== undefined;
      const all = isDeployment ? await deployed(where, account) : played(play);
      const asked = all.filter(each => each.at >= since && (account === undefined || each.account === account));
      process.stdout.write(formats[format](asked.sort(byTime)));
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

/**
 * RFC 4180, but with `\n` at the end of lines: standard output escapes carriage returns, which could fake a line on a terminal.
 * What a spreadsheet would take for a formula is made a text: comments come from outside.
 */
export const answersCsv = (rows: readonly WordedAnswer[]): string =>
  [columns.join(','), ...rows.map(row => columns.map(column => cell(row[column] ?? '')).join(','))]
    .map(line => `${line}\n`)
    .join('');

const cell = (value: string | number): string => {
  const lines = String(value).replaceAll(/\r\n?/g, '\n');
  const text = typeof value === 'string' && /^[=+\-@\t\n]/.test(lines) ? `'${lines}` : lines;
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const formats = {
  csv: answersCsv,
  jsonl: (rows: readonly WordedAnswer[]) => rows.map(row => `${JSON.stringify(row)}\n`).join(''),
} as const;
