import type { Command } from 'commander';
import { stopJourney } from '../operate/stop-journey.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark stop`: every enrollment leaves the journey at once. */
export const stop = (program: Command): void => {
  withSteering(program.command('stop <journey>'))
    .description('end every enrollment of a journey at once, and close it to new ones')
    .addHelpText('after', '\nExample:\n  npx daymark stop onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const { isClosed, count, lines } = await describeJourney(journey, operator);
      const isEmpty = isClosed && count.enrollments === 0;
      const plan = isEmpty
        ? ['It is closed and has no active enrollments: nothing to do.']
        : [
            `Stopping ends ${count.enrollments === 1 ? 'it' : `all ${count.enrollments}`} with the reason "stopped", for good: they do not come back when it opens again.`,
            'Their open tasks resolve by themselves, their prompts go, and nothing more is sent to them.',
            'It is closed to new enrollments.',
          ];
      await carryOutPlan(
        {
          lines: [...lines, ...plan],
          isEmpty,
          carryOut: async () => {
            const { accounts } = await stopJourney(journey, operator);
            return `${accounts} ${accounts === 1 ? 'account was' : 'accounts were'} asked to leave. Run it again in a minute to see whether any came in meanwhile.`;
          },
        },
        options,
      );
    });
};
