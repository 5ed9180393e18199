import { existsSync } from 'node:fs';
import type { Command } from 'commander';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { PlayedSide } from '../diff/effect/played-side.ts';
import type { Instant } from '../kernel/instant.ts';
import { labelsOf } from '../playback/account-labels.ts';
import { progress } from '../playback/progress.ts';
import { replayAccount } from '../playback/replay-account.ts';
import { journeysOf } from '../playback/source.ts';
import { describeJourneys, describePlayedJourney } from '../why/describe-why.ts';
import { watchAccount } from '../why/watch-account.ts';
import { journeyAnswer } from '../why/why-answer.ts';
import { readSide, sideFile } from './diff/side-cache.ts';
import { type KeptPlay, playAgain, readKeptPlay } from './kept-play.ts';
import { playOption } from './play-option.ts';
import { until } from './playing-options.ts';
import { type Where, withWhere } from './reach.ts';
import { UserError } from './user-error.ts';
import { askedOf, journeysAsked } from './why/asked.ts';
import { checkPlayed, describePlay, playedAccount } from './why/played-account.ts';
import { whyDeployed } from './why/why-deployed.ts';

interface Options extends Where {
  play: string;
  step?: string;
  contact?: string;
  at?: Instant;
  json?: true;
}

/** `daymark why`: why an account did or did not enter a journey, and did or did not get its steps. */
export const why = (program: Command): void => {
  withWhere(program.command('why <account> [journey]'))
    .description(
      'explain why an account did or did not enter a journey, or get a step of it: in the last play, or from the events that a deployment stores',
    )
    .option('--step <id>', 'one step of the journey, with every check')
    .option('--contact <id>', 'for one contact of the account')
    .option('--at <instant>', 'as of then (default: the end of the play)', until)
    .addOption(playOption())
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npx daymark why acme onboarding --step first-project\n  npx daymark why acme onboarding --environment prod',
    )
    .action(async (account: string, journey: string | undefined, options: Options) => {
      if (options.environment !== undefined || options.dev !== undefined) {
        await whyDeployed(account, journey, options);
        return;
      }
      await checkPlayed(account, options.play);
      let journeys: readonly JourneyDefinition[] = [];
      const kept = await readKeptPlay(options.play, source => {
        journeys = journeysAsked(journeysOf(source), journey, { ...options, account });
      });
      const { about } = kept;
      const labels = labelsOf(kept.recorded.events);
      const { name } = playedAccount(account, options.play, { about, labels });
      const asked = options.at !== undefined && options.at < about.to ? options.at : about.to;
      // Without --at, the answer may use any moment after which nothing happened in these journeys.
      const any = options.at === undefined && { asked: new Set(journeys.map(({ id }) => id)) };
      const bar = progress();
      bar.show(`Replaying ${name}`);
      const { watched, lines, snapshot, at } = await replayed(kept, { account, at: asked, journeys, ...any }).finally(
        bar.clear,
      );
      const answers = journeys.map(each => journeyAnswer(each, { watched, lines, snapshot, at }));
      const play = `${at === about.to ? 'at the end of' : 'in'} ${describePlay(about, labels.size)}`;
      const of = { ...askedOf({ account, name, at }, snapshot, options.contact), play };
      if (options.json) {
        const { timezone } = of;
        process.stdout.write(`${JSON.stringify({ account, name, timezone, at, journeys: answers })}\n`);
        return;
      }
      const [answer] = answers;
      process.stdout.write(
        journey !== undefined && answer
          ? describePlayedJourney(answer, of, options.step)
          : describeJourneys(answers, of),
      );
    });
};

/** What crossed accounts in the play, if `simulate` kept it, and its events are still there. */
const crossedIn = async ({ about, source }: KeptPlay): Promise<PlayedSide | undefined> => {
  const { events: files, seed, to } = about;
  if ('app' in source || !files.every(existsSync)) return undefined;
  return readSide(await sideFile(source.project, { files, seed, until: to }));
};

const replayed = async (
  play: KeptPlay,
  {
    journeys,
    ...of
  }: { account: string; at: Instant; asked?: ReadonlySet<string>; journeys: readonly JourneyDefinition[] },
) => {
  const { about, ...kept } = play;
  const found = await replayAccount({
    ...kept,
    seed: about.seed,
    ...of,
    before: await crossedIn(play),
    watch: () => watchAccount(of.account, journeys),
  });
  if (found) return found;
  throw new UserError(
    'the same events have another result now: policy, catalog or team have changed since this play',
    playAgain(about),
    2,
  );
};
