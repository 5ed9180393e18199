import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Command } from 'commander';
import { everyJourney } from '../account/audit-line.ts';
import { tableAccountPorts } from '../adapters/aws/table/account-ports.ts';
import { tableAllAccounts } from '../adapters/aws/table/all-accounts.ts';
import { tableCountPorts } from '../adapters/aws/table/count-ports.ts';
import { countAnew, type Recounted } from '../counts/use-cases/count-anew.ts';
import { memoryBuild } from '../memory/build.ts';
import { writeDown } from './operate/write-down.ts';
import { playingDefaults } from './playing-options.ts';
import { openSoundProject } from './project.ts';
import { reach, type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';

interface Options extends Where {
  journeys: string;
  json?: true;
}

/** `daymark recount`: rebuilds the console's lists and counts from stored data. */
export const recount = (program: Command): void => {
  withWhere(program.command('recount'))
    .description('rebuild the lists and counts of the console from the timeline of a deployment')
    .option('--journeys <dir>', 'folder of journeys, as deployed', playingDefaults.journeys)
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark recount --environment prod')
    .action(async ({ json, ...options }: Options) => {
      const project = await openSoundProject(options);
      const { table: name, clock } = await reach(options);
      const table = { client: new DynamoDBClient({}), name };
      const accounts = tableAccountPorts(table, clock);
      const line = { action: 'deployment.recount', journey: everyJourney };
      await writeDown(line, { audit: accounts.audit, clock }, options);
      const counted = await countAnew({
        ...accounts,
        ...tableCountPorts(table),
        all: tableAllAccounts(table, clock),
        build: memoryBuild(project),
        clock,
      });
      process.stdout.write(json ? `${JSON.stringify(counted)}\n` : described(counted));
      if (counted.failed.length > 0)
        throw new UserError(
          `${counted.failed.length} of ${counted.accounts} accounts changed too often to be counted`,
          'run it again: the others are done',
        );
    });
};

const described = ({ accounts, enrollments, corrected }: Recounted): string =>
  [
    `Counted ${accounts} ${accounts === 1 ? 'account' : 'accounts'} and ${enrollments} ${enrollments === 1 ? 'enrollment' : 'enrollments'} anew.`,
    corrected.length === 0
      ? 'Every sum matches its enrollments.'
      : `Corrected ${corrected.length} ${corrected.length === 1 ? 'sum' : 'sums'}:`,
    ...corrected.map(({ journey, version, day }) => `  ${day} ${journey} ${version.slice(0, 8)}`),
    '',
  ].join('\n');
