import type { Command } from 'commander';
import { steeringPlan } from '../operate/steering-plan.ts';
import { drainJourney } from '../operate/turn-switches.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark drain`: closes a journey to new enrollments; active ones continue to their end. */
export const drain = (program: Command): void => {
  withSteering(program.command('drain <journey>'))
    .description('close a journey to new enrollments; active ones continue to their end')
    .addHelpText('after', '\nExample:\n  npx daymark drain onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const found = await describeJourney(journey, operator);
      const { lines, isEmpty } = steeringPlan('drain', found);
      await carryOutPlan(
        {
          lines: [...found.lines, ...lines],
          isEmpty,
          audit: { operator, line: { action: 'journey.drain', journey } },
          carryOut: async () => {
            await drainJourney(journey, operator);
            return `${journey} is closed within 30 seconds. Open it with \`npx daymark resume ${journey}\`.`;
          },
        },
        options,
      );
    });
};
