import { type Command, InvalidArgumentError } from 'commander';
import { shareVersion } from '../operate/share-version.ts';
import { versionsNow } from '../versions/use-cases/versions-now.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { describeVersions } from './operate/describe-versions.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';
import { UserError } from './user-error.ts';

interface Options extends Steering {
  share: number;
}

/** `daymark promote`: all new enrollments of a journey, or a share of them, begin in its newest version. */
export const promote = (program: Command): void => {
  withSteering(program.command('promote <journey>'))
    .description('have new enrollments of a journey begin in its newest version, or a share of them')
    .option('--share <percent>', 'percent that begin in it; the others begin in the previous version', percent, 100)
    .addHelpText(
      'after',
      '\nExample:\n  npx daymark promote onboarding --environment prod\n  npx daymark promote onboarding --share 50 --environment prod',
    )
    .action(async (journey: string, { share, ...options }: Options) => {
      const operator = await operatorOf(options);
      const { live, count, switches } = await describeJourney(journey, operator);
      const now = await versionsNow(journey, live, switches, operator.versions);
      const rest = now.said.rest ?? now.before;
      if (share < 100 && rest === undefined)
        throw new UserError(`"${journey}" has only one version`, 'deploy another one first');
      const isEmpty = now.said.share === share;
      await carryOutPlan(
        {
          lines: [
            ...describeVersions(journey, now, version => count.byVersions.get(version) ?? 0),
            isEmpty
              ? 'This is already so: nothing to do.'
              : `After promoting, ${share} % of the accounts that enter begin in ${live}. Active enrollments stay in their version.`,
          ],
          isEmpty,
          audit: { operator, line: { action: 'journey.promote', journey, details: { version: live, share } } },
          carryOut: async () => {
            await shareVersion(journey, live, { share, ...(share < 100 && rest !== undefined && { rest }) }, operator);
            return `Within 30 seconds ${share} % of the accounts that enter ${journey} begin in ${live}.`;
          },
        },
        options,
      );
    });
};

const percent = (text: string): number => {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= 100) return Number(text);
  throw new InvalidArgumentError('Write a whole number from 1 to 100.');
};
