import type { Command } from 'commander';
import { steeringPlan } from '../../operate/steering-plan.ts';
import type { Operator } from '../../ports/operator.ts';
import { carryOutPlan } from './carry-out-plan.ts';
import { describeJourney } from './describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './steering.ts';

/** A verb on the switches of a journey. */
interface SteeringVerb {
  verb: 'drain' | 'pause' | 'resume';
  description: string;
  act(journey: string, operator: Operator): Promise<unknown>;
  /** The message once it is done. */
  done(journey: string): string;
}

/** Shows the plan, asks, and acts. */
export const steeringVerb =
  ({ verb, description, act, done }: SteeringVerb) =>
  (program: Command): void => {
    withSteering(program.command(`${verb} <journey>`))
      .description(description)
      .addHelpText('after', `\nExample:\n  npx daymark ${verb} onboarding --environment prod`)
      .action(async (journey: string, options: Steering) => {
        const operator = await operatorOf(options);
        const found = await describeJourney(journey, operator);
        const { lines, isEmpty } = steeringPlan(verb, found);
        await carryOutPlan(
          {
            lines: [...found.lines, ...lines],
            isEmpty,
            audit: { operator, line: { action: `journey.${verb}`, journey } },
            carryOut: async () => {
              await act(journey, operator);
              return done(journey);
            },
          },
          options,
        );
      });
  };
