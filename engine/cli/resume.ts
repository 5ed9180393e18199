import type { Command } from 'commander';
import { resumeJourney } from '../operate/resume-journey.ts';
import { steeringPlan } from '../operate/steering-plan.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark resume`: undoes `pause`, `drain`, and the brake. */
export const resume = (program: Command): void => {
  withSteering(program.command('resume <journey>'))
    .description('let the touches of a journey go again, and accounts in')
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
            return `${journey} runs and is open. What fell due in these very seconds is held for a day yet: run it again in a minute.`;
          },
        },
        options,
      );
    });
};
