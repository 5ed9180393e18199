import type { Command } from 'commander';
import { resumeJourney } from '../services/operate/turn-switches.ts';
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
      const { isPaused, isClosed, lines } = await describeJourney(journey, operator);
      const isEmpty = !isPaused && !isClosed;
      const plan = isEmpty
        ? ['It runs and is open: nothing to do.']
        : [
            ...(isPaused ? ['Held touches go when they look next: within a day of when they were held.'] : []),
            ...(isClosed ? ['Accounts are let in again; who was turned away meanwhile stays out.'] : []),
          ];
      await carryOutPlan(
        {
          lines: [...lines, ...plan],
          isEmpty,
          carryOut: async () => {
            await resumeJourney(journey, operator);
            return `${journey} runs and is open.`;
          },
        },
        options,
      );
    });
};
