import type { Command } from 'commander';
import { steeringPlan } from '../operate/steering-plan.ts';
import { pauseJourney } from '../operate/turn-switches.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark pause`: holds the touches of a journey until it is resumed. */
export const pause = (program: Command): void => {
  withSteering(program.command('pause <journey>'))
    .description('hold the touches of a journey until it is resumed')
    .addHelpText('after', '\nExample:\n  npx daymark pause onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const found = await describeJourney(journey, operator);
      const { lines, isEmpty } = steeringPlan('pause', found);
      await carryOutPlan(
        {
          lines: [...found.lines, ...lines],
          isEmpty,
          audit: { operator, line: { action: 'journey.pause', journey } },
          carryOut: async () => {
            await pauseJourney(journey, operator);
            return `${journey} is paused. Within 30 seconds nothing more goes out. Resume it with \`npx daymark resume ${journey}\`.`;
          },
        },
        options,
      );
    });
};
