import type { Command } from 'commander';
import { drainJourney } from '../operate/turn-switches.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark drain`: closes a journey to new enrollments; active ones go on to the end. */
export const drain = (program: Command): void => {
  withSteering(program.command('drain <journey>'))
    .description('close a journey to new enrollments; active ones go on to the end')
    .addHelpText('after', '\nExample:\n  npx daymark drain onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const { isClosed, lines } = await describeJourney(journey, operator);
      const plan = isClosed
        ? ['It is closed already: nothing to do.']
        : [
            'Draining refuses every account that would enter; refused accounts do not come back when it opens again.',
            'Active enrollments go on as if nothing had happened.',
          ];
      await carryOutPlan(
        {
          lines: [...lines, ...plan],
          isEmpty: isClosed,
          carryOut: async () => {
            await drainJourney(journey, operator);
            return `${journey} is closed within 30 seconds. Open it with \`npx daymark resume ${journey}\`.`;
          },
        },
        options,
      );
    });
};
