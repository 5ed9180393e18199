import type { Command } from 'commander';
import { planMigration } from '../asl/plan-migration.ts';
import { type Moves, makeMoves, planMoves } from '../operate/plan-moves.ts';
import { shareNow } from '../versions/use-cases/versions-now.ts';
import { leftByShare } from '../versions/version-share.ts';
import { carryOutPlan } from './operate/carry-out-plan.ts';
import { describeJourney } from './operate/describe-journey.ts';
import { operatorOf, type Steering, withSteering } from './operate/steering.ts';
import { playingDefaults } from './playing-options.ts';
import { journeyOf, openSoundProject } from './project.ts';
import { UserError } from './user-error.ts';

interface Options extends Steering {
  journeys: string;
}

/** `daymark migrate`: moves enrollments to the live version if that is provably safe. */
export const migrate = (program: Command): void => {
  withSteering(program.command('migrate <journey>'))
    .description('move enrollments to the live version, if that is provably safe')
    .option('--journeys <dir>', 'folder of journeys, as deployed', playingDefaults.journeys)
    .addHelpText('after', '\nExample:\n  npx daymark migrate onboarding --environment prod')
    .action(async (journey: string, options: Options) => {
      const operator = await operatorOf(options);
      const { definition, machine } = journeyOf(await openSoundProject(options), journey);
      if (!machine) throw new UserError(`journey "${journey}" has errors`, 'see `npx daymark check`');
      const { live, lines, switches } = await describeJourney(journey, operator);
      if (live !== definition.hash) {
        throw new UserError(
          `version ${live} of "${journey}" is live, and ${options.journeys} has version ${definition.hash}`,
          'deploy it, or check out what is deployed: moves are proven safe only for the live version',
        );
      }
      const { said } = await shareNow(definition, switches, operator.versions);
      const planned = await planMoves(
        journey,
        live,
        (enrollment, snapshot, now) => {
          const stay = leftByShare(enrollment.account, definition, said);
          return stay === undefined ? planMigration({ definition, machine }, enrollment, snapshot, now) : { stay };
        },
        operator,
      );
      await carryOutPlan(
        {
          lines: [...lines, ...tell(planned, live)],
          isEmpty: planned.moves.length === 0,
          audit: {
            operator,
            line: { action: 'journey.migrate', journey, details: { version: live, enrollments: planned.moves.length } },
          },
          carryOut: async () => {
            await makeMoves(planned.moves, live, operator);
            return `${planned.moves.length} asked to move. Enrollments that have left their wait meanwhile stay: run it again to see.`;
          },
        },
        options,
      );
    });
};

const tell = ({ moves, stays }: Moves, live: string): string[] => {
  if (moves.length + stays.length === 0) return [`All enrollments are already in version ${live}: nothing to do.`];
  const reasons = Map.groupBy(stays, ({ reason }) => reason);
  return [
    `${moves.length} can move to version ${live}: each stays in its current wait, and the move sends nothing.`,
    ...(stays.length === 0 ? [] : [`${stays.length} stay in their current version:`]),
    ...[...reasons].flatMap(([reason, those]) => [
      `  ${String(those.length).padStart(7)}  ${reason}`,
      ...those.slice(0, mostNamed).map(({ enrollment }) => `             ${enrollment.account}  ${enrollment.id}`),
      ...(those.length > mostNamed ? [`             … and ${those.length - mostNamed} more`] : []),
    ]),
  ];
};

const mostNamed = 20;
