import type { Command } from 'commander';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import { shareVersion } from '../operate/share-version.ts';
import { versionsNow } from '../versions/use-cases/versions-now.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { describeVersions } from './operate/describe-versions.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';
import { UserError } from './user-error.ts';

interface Options extends Steering {
  to?: string;
}

/** `daymark rollback`: new enrollments of a journey begin in an earlier version. */
export const rollback = (program: Command): void => {
  withSteering(program.command('rollback <journey>'))
    .description('have new enrollments of a journey begin in an earlier version')
    .option('--to <version>', 'that version (default: the one before the newest)')
    .addHelpText('after', '\nExample:\n  npx daymark rollback onboarding --environment prod')
    .action(async (journey: string, { to, ...options }: Options) => {
      const operator = await operatorOf(options);
      const { live, count, switches } = await describeJourney(journey, operator);
      const now = await versionsNow(journey, live, switches, operator.versions);
      const earlier = now.versions.map(({ version }) => version).filter(version => version !== live);
      const rest = to ?? now.said.rest ?? now.before;
      if (rest === undefined)
        throw new UserError(
          `"${journey}" has only one version`,
          `close it with \`npx daymark drain ${journey}\` instead`,
        );
      if (!earlier.includes(rest))
        throw new UserError(`"${journey}" has no earlier version ${rest}`, nameOneOf(rest, earlier), 2);
      const isEmpty = now.said.share === 0 && now.said.rest === rest;
      await carryOutPlan(
        {
          lines: [
            ...describeVersions(journey, now, version => count.byVersions.get(version) ?? 0),
            isEmpty
              ? 'This is already so: nothing to do.'
              : `After rolling back, all accounts that enter begin in ${rest}. Active enrollments stay in their version; \`npx daymark stop\` ends them. The next deployment of the journey resets this.`,
          ],
          isEmpty,
          audit: { operator, line: { action: 'journey.rollback', journey, details: { version: rest } } },
          carryOut: async () => {
            await shareVersion(journey, live, { share: 0, rest, why: 'rolled back by an operator' }, operator);
            return `Within 30 seconds all accounts that enter ${journey} begin in ${rest}.`;
          },
        },
        options,
      );
    });
};
