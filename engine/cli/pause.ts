import type { Command } from 'commander';
import { pauseJourney } from '../operate/turn-switches.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';

/** `daymark pause`: touches of a journey wait until it is resumed. */
export const pause = (program: Command): void => {
  withSteering(program.command('pause <journey>'))
    .description('hold the touches of a journey until it is resumed')
    .addHelpText('after', '\nExample:\n  npx daymark pause onboarding --environment prod')
    .action(async (journey: string, options: Steering) => {
      const operator = await operatorOf(options);
      const { isPaused, lines } = await describeJourney(journey, operator);
      const plan = isPaused
        ? ['It is paused already: nothing to do.']
        : [
            'Pausing holds each of its touches that falls due, transactional ones too, and looks again a day later.',
            'Who is held longer than the policy allows (holdAtMostDays) gets that touch not at all.',
            'Events, waits, branches and tasks go on, and accounts are still let in.',
          ];
      await carryOutPlan(
        {
          lines: [...lines, ...plan],
          isEmpty: isPaused,
          carryOut: async () => {
            await pauseJourney(journey, operator);
            return `${journey} is paused. Within 30 seconds nothing more goes out. Resume it with \`npx daymark resume ${journey}\`.`;
          },
        },
        options,
      );
    });
};
