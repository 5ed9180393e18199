import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import type * as z from 'zod';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { isInSegment } from '../numbers/segment-counts.ts';
import { enrollAccounts } from '../operate/enroll-accounts.ts';
import { allAccountsOf } from './operate/all-accounts-of.ts';
import { notCarriedOut } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf } from './operate/steering.ts';
import { writeDown } from './operate/write-down.ts';
import { playingDefaults, wholeNumber } from './playing-options.ts';
import { openProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';
import type { enrollJson } from './verb-json.ts';

interface Options extends Where {
  where: string;
  journeys: string;
  count?: number;
  json?: true;
}

/** `daymark enroll`: enrolls the accounts of a segment in a journey, once the operator has typed their number. */
export const enrollSegment = (program: Command): void => {
  withWhere(program.command('enroll <journey>'))
    .description('enroll the accounts of a segment in a journey; you confirm by typing their number')
    .requiredOption('--where <segment>', 'the accounts, as `npx daymark segments` counts them')
    .option('--count <n>', 'the number of accounts, to confirm in a script', wholeNumber)
    .option('--journeys <dir>', 'folder of journeys, whose catalog has the segment', playingDefaults.journeys)
    .option('--json', 'print the result as JSON, without a prompt')
    .addHelpText('after', '\nExample:\n  npx daymark enroll re-onboarding --where lowTouchTeam --environment prod')
    .action(async (journey: string, { where, count, json, ...options }: Options) => {
      const { segments = {} } = (await openProject(options)).catalog;
      const condition = segments[where];
      if (condition === undefined)
        throw new UserError(`there is no segment "${where}"`, nameOneOf(where, Object.keys(segments)), 2);
      const operator = await operatorOf(options);
      const { lines, isClosed } = await describeJourney(journey, operator);
      const say = (line: string): void => (json ? undefined : console.log(line));
      for (const line of lines) say(line);
      if (isClosed)
        throw new UserError(
          `${journey} is closed to new enrollments`,
          `open it with \`npx daymark resume ${journey}\``,
        );
      const { all, clock } = await allAccountsOf(options);
      const accounts: string[] = [];
      for await (const record of all.records())
        if (isInSegment(condition, record, clock.now())) accounts.push(record.account);
      const total = accounts.length;
      const toldAs = (enrolled: number): z.infer<typeof enrollJson> => ({
        journey,
        segment: where,
        accounts: total,
        enrolled,
      });
      say(
        `${total} ${total === 1 ? 'account is' : 'accounts are'} in ${where}. Each enters if the journey takes it: its audience and its rule of re-enrollment hold.`,
      );
      const isMeant = total > 0 && (count ?? (json ? undefined : await typedBack(total))) === total;
      if (isMeant) {
        const details = { segment: where, accounts: total };
        await writeDown({ action: 'journey.enroll', journey, details }, operator, options);
        await enrollAccounts(journey, accounts.sort(), operator);
      } else if (total > 0) process.exitCode = notCarriedOut;
      if (json) console.log(JSON.stringify(toldAs(isMeant ? total : 0)));
      else if (isMeant) console.log(`${total} ${total === 1 ? 'account was' : 'accounts were'} asked to enter.`);
      else if (total > 0) console.log(`No account was enrolled. Type ${total}, or add --count ${total}, to do it.`);
    });
};

const typedBack = async (count: number): Promise<number | undefined> => {
  if (!process.stdin.isTTY || !process.stdout.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`Type ${count} to enroll them: `);
  terminal.close();
  return Number(answer.trim());
};
