import type { Command } from 'commander';
import { stopJourney } from '../operate/stop-journey.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark stop`: every enrollment leaves the journey at once. */
export const stop = (program: Command): void => {
  withSteering(program.command('stop <journey>'))
    .description('have every enrollment leave a journey at once, and let nobody in any more')
    .addHelpText('after', '\nExample:\n  npx daymark stop onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const { isClosed, count, lines } = await describeJourney(journey, operator);
      const isEmpty = isClosed && count.enrollments === 0;
      const plan = isEmpty
        ? ['It is closed and nobody is in it: nothing to do.']
        : [
            `Stopping ends ${count.enrollments === 1 ? 'it' : `all ${count.enrollments}`} with the reason "stopped", for good: they do not come back when it opens again.`,
            'Their open tasks resolve by themselves, their prompts go, and nothing more is sent to them.',
            'Nobody is let in any more.',
          ];
      await carryOutPlan(
        {
          lines: [...lines, ...plan],
          isEmpty,
          carryOut: async () => {
            const { accounts } = await stopJourney(journey, operator);
            return `${accounts} ${accounts === 1 ? 'account was' : 'accounts were'} asked to leave. Run it again in a minute to see whether anybody came in meanwhile.`;
          },
        },
        options,
      );
    });
};
