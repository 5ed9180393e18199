import type { Command } from 'commander';
import { resumeJourney } from '../operate/resume-journey.ts';
import { steeringPlan } from '../operate/steering-plan.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark resume`: undoes `pause`, `drain`, and the brake. */
export const resume = (program: Command): void => {
  withSteering(program.command('resume <journey>'))
    .description('release the touches of a paused journey, and open it to new enrollments')
    .addHelpText('after', '\nExample:\n  npx daymark resume onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const found = await describeJourney(journey, operator);
      const { lines, isEmpty } = steeringPlan('resume', found);
      await carryOutPlan(
        {
          lines: [...found.lines, ...lines],
          isEmpty,
          audit: { operator, line: { action: 'journey.resume', journey } },
          carryOut: async () => {
            await resumeJourney(journey, operator);
            return `${journey} is running and open. Touches that fell due in the last few seconds may still be held for a day: run it again in a minute.`;
          },
        },
        options,
      );
    });
};
