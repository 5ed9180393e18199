import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { HealthRecord } from '../account/health-state.ts';
import { describeScore, explainScore } from '../health/explain-score.ts';
import { nearestOf, quote } from '../kernel/did-you-mean.ts';
import type { Instant } from '../kernel/instant.ts';
import { healthFile } from '../playback/play-files.ts';
import { playOption } from './play-option.ts';
import { until } from './playing-options.ts';
import { UserError } from './user-error.ts';

/** `daymark health`: explains an account's health score in the last play. */
export const health = (program: Command): void => {
  program
    .command('health <account>')
    .description("explain an account's health score: its inputs, and what moved it")
    .option('--at <instant>', 'the score as of then (default: the last one)', until)
    .addOption(playOption())
    .option('--json', 'print the evaluation as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark health acme --at 2026-06-01T00:00:00Z')
    .action((account: string, options: { at?: Instant; play: string; json?: true }) => {
      const scores = scoresOf(account, join(options.play, healthFile));
      const known = options.at === undefined ? scores : scores.filter(({ at }) => at <= (options.at ?? ''));
      const record = known.at(-1);
      if (record === undefined) {
        throw new UserError(
          `"${account}" had no health score by ${options.at}`,
          `use a later --at: its first score is from ${scores[0]?.at}`,
        );
      }
      process.stdout.write(
        options.json ? `${JSON.stringify(record)}\n` : describeScore(explainScore(record, known.at(-2))),
      );
    });
};

/** The account's scores in order of time. @throws UserError if it has none */
const scoresOf = (account: string, file: string): HealthRecord[] => {
  const play = 'play events first: `npx daymark run <events.jsonl>` writes the scores beside its timeline';
  if (!existsSync(file)) throw new UserError(`${file}: no health scores here`, play);
  const all = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const records = all.map(line => JSON.parse(line) as HealthRecord);
  const own = records.filter(record => record.account === account);
  if (own.length > 0) return own;
  const meant = nearestOf(account, [...new Set(records.map(record => record.account))]);
  const name = meant ? `did you mean ${quote(meant)}?` : 'name an account that the play knew for a week or more';
  throw new UserError(`${file}: "${account}" has no health score`, records.length === 0 ? play : name);
};
