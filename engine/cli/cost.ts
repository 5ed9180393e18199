import { type Command, InvalidArgumentError } from 'commander';
import { journeySizes } from '../build/journey-sizes.ts';
import { costMarkdown, costRows } from '../cost/cost-rows.ts';
import { costedDeployment } from '../cost/costed-deployment.ts';
import { monthlyCost } from '../cost/monthly-cost.ts';
import { meanings, typical, type Workload } from '../cost/workload.ts';
import { table } from '../playback/report/table.ts';
import { playingDefaults } from './playing-options.ts';
import { openSoundProject } from './project.ts';

/** Numbers of accounts: the columns of `--markdown`. */
export const documentedSizes = [2_000, 100_000, 1_000_000] as const;

type Options = Record<keyof Workload, number> & { journeys: string; json?: true; markdown?: true };

/** `daymark cost`: a month's cost at list prices, from the compiled journeys and an account's assumed activity. */
export const cost = (program: Command): void => {
  const verb = program
    .command('cost')
    .description('estimate the cost of a month at list prices, by service')
    .option('--accounts <n>', 'number of accounts', amount, 2_000)
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys);
  for (const name of Object.keys(typical) as (keyof typeof typical)[])
    verb.option(`--${name} <n>`, meanings[name], amount, typical[name]);
  verb
    .option('--json', 'print the charges as JSON')
    .option('--markdown', 'print a table for 2,000, 100,000 and 1,000,000 accounts')
    .addHelpText('after', '\nExample:\n  npx daymark cost --accounts 100000 --usage 500 --polls 0')
    .action(async ({ journeys, json, markdown, ...load }: Options) => {
      const deployment = costedDeployment(journeySizes(await openSoundProject({ journeys })));
      const charges = monthlyCost(load, deployment);
      if (json) print(`${JSON.stringify(charges)}\n`);
      else if (markdown)
        print(
          `${costMarkdown(new Map(documentedSizes.map(accounts => [accounts, monthlyCost({ ...load, accounts }, deployment)])))}\n`,
        );
      else
        print(
          `A month with ${load.accounts.toLocaleString('en-US')} accounts (--accounts <n>):\n${table(costRows(charges))}\n${assumptions(load)}`,
        );
    });
};

const assumptions = (load: Workload): string =>
  [
    'List prices of us-east-1 without free tiers. Assumptions, each an option of this verb:',
    ...Object.entries(meanings).map(
      ([name, meaning]) => `  --${name} ${load[name as keyof typeof meanings]}: ${meaning}`,
    ),
    '',
  ].join('\n');

const print = (text: string) => process.stdout.write(text);

const amount = (text: string): number => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number < 0)
    throw new InvalidArgumentError('Write a number of 0 or more.');
  return number;
};
