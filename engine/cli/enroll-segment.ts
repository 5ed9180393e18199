import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { isInSegment } from '../numbers/segment-counts.ts';
import { enrollAccounts } from '../operate/enroll-accounts.ts';
import { allAccountsOf } from './operate/all-accounts-of.ts';
import { notCarriedOut } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf } from './operate/steering.ts';
import { playingDefaults, wholeNumber } from './playing-options.ts';
import { openProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  where: string;
  journeys: string;
  count?: number;
}

/** `daymark enroll`: the accounts of a segment enter a journey, once their number was typed back. */
export const enrollSegment = (program: Command): void => {
  withWhere(program.command('enroll <journey>'))
    .description('enroll the accounts of a segment in a journey, by hand: their number must be typed back')
    .requiredOption('--where <segment>', 'the accounts, as `npx daymark segments` counts them')
    .option('--count <n>', 'their number, for a script that has counted them', wholeNumber)
    .option('--journeys <dir>', 'folder of journeys, whose catalog has the segment', playingDefaults.journeys)
    .addHelpText('after', '\nExample:\n  npx daymark enroll re-onboarding --where lowTouchTeam --environment prod')
    .action(async (journey: string, { where, count, ...options }: Options) => {
      const { segments = {} } = (await openProject(options)).catalog;
      const condition = segments[where];
      if (condition === undefined)
        throw new UserError(`there is no segment "${where}"`, nameOneOf(where, Object.keys(segments)), 2);
      const operator = await operatorOf(options);
      const { lines, isClosed } = await describeJourney(journey, operator);
      for (const line of lines) console.log(line);
      if (isClosed)
        throw new UserError(
          `${journey} is closed to new enrollments`,
          `open it with \`npx daymark resume ${journey}\``,
        );
      const { all, clock } = await allAccountsOf(options);
      const accounts: string[] = [];
      for await (const record of all.records())
        if (isInSegment(condition, record, clock.now())) accounts.push(record.account);
      console.log(
        `${accounts.length} ${accounts.length === 1 ? 'account is' : 'accounts are'} in ${where}. Each enters if the journey takes it: its audience and its rule of re-enrollment hold.`,
      );
      if (accounts.length === 0) return;
      if ((count ?? (await typedBack(accounts.length))) !== accounts.length) {
        console.log(`No account was enrolled. Type ${accounts.length}, or add --count ${accounts.length}, to do it.`);
        process.exitCode = notCarriedOut;
        return;
      }
      await enrollAccounts(journey, accounts.sort(), operator);
      console.log(`${accounts.length} ${accounts.length === 1 ? 'account was' : 'accounts were'} asked to enter.`);
    });
};

const typedBack = async (count: number): Promise<number | undefined> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Type ${count} to enroll them: `);
  terminal.close();
  return Number(answer.trim());
};
