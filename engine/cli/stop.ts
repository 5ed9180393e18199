import type { Command } from 'commander';
import { steeringPlan } from '../operate/steering-plan.ts';
import { stopJourney } from '../operate/stop-journey.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark stop`: ends every enrollment of a journey at once. */
export const stop = (program: Command): void => {
  withSteering(program.command('stop <journey>'))
    .description('end every enrollment of a journey at once, and close it to new ones')
    .addHelpText('after', '\nExample:\n  npx daymark stop onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const found = await describeJourney(journey, operator);
      const { lines, isEmpty } = steeringPlan('stop', found);
      await carryOutPlan(
        {
          lines: [...found.lines, ...lines],
          isEmpty,
          audit: { operator, line: { action: 'journey.stop', journey } },
          carryOut: async () => {
            const { accounts } = await stopJourney(journey, operator);
            return `${accounts} ${accounts === 1 ? 'account was' : 'accounts were'} asked to leave. Run it again in a minute to catch any that entered meanwhile.`;
          },
        },
        options,
      );
    });
};
