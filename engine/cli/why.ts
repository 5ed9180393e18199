import type { Command } from 'commander';
import type { AccountSnapshot } from '../account/account.ts';
import { accountTimezone } from '../account/account-timezone.ts';
import { roleOf } from '../contacts/resolve-recipients.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { nameOneOf } from '../kernel/did-you-mean.ts';
import type { Instant } from '../kernel/instant.ts';
import { replayAccount } from '../playback/replay-account.ts';
import { journeysOf } from '../playback/source.ts';
import { type AccountTold, tellJourney, tellJourneys } from '../proof/tell-why.ts';
import { watchAccount } from '../proof/watch-account.ts';
import { journeyAnswer } from '../proof/why-answer.ts';
import { type KeptPlay, playAgain, readKeptPlay } from './kept-play.ts';
import { playOption } from './play-option.ts';
import { until } from './playing-options.ts';
import { type Where, withWhere } from './reach.ts';
import { labelsOf } from './run-notes.ts';
import { UserError } from './user-error.ts';
import { whyDeployed } from './why-deployed.ts';

interface Options extends Where {
  play: string;
  step?: string;
  contact?: string;
  at?: Instant;
  json?: true;
}

/** `daymark why`: why an account entered a journey or did not, and why it got a step of it or did not. */
export const why = (program: Command): void => {
  withWhere(program.command('why <account> [journey]'))
    .description(
      'tell why an account did or did not enter a journey, or get a step of it, in the last play; or what a deployment keeps of that',
    )
    .option('--step <id>', 'one step of the journey, with all that it was asked')
    .option('--contact <id>', 'for one contact of the account')
    .option('--at <instant>', 'as of then (default: the end of the play)', until)
    .addOption(playOption())
    .option('--json', 'print the answer as JSON')
    .addHelpText(
      'after',
      '\nExample:\n  npx daymark why acme onboarding --step first-project\n  npx daymark why acme --environment prod',
    )
    .action(async (account: string, journey: string | undefined, options: Options) => {
      if (options.environment !== undefined || options.dev !== undefined) {
        if (options.step ?? options.contact ?? options.at)
          throw new UserError(
            'what a deployment keeps is told by journey: --step, --contact and --at are of a play',
            'name the account, and a journey to see its lines: the last one says how to play the events that are kept',
            2,
          );
        await whyDeployed(account, journey, options);
        return;
      }
      const kept = await readKeptPlay(options.play);
      const journeys = journeysAsked(kept, journey, options);
      const name = nameOf(account, kept);
      const asked = options.at !== undefined && options.at < kept.about.to ? options.at : kept.about.to;
      // What is asked without a moment may be asked of any moment from which on nothing of it happened.
      const any = options.at === undefined && { asked: new Set(journeys.map(({ id }) => id)) };
      const { watched, lines, snapshot, at } = await replayed(kept, { account, at: asked, journeys, ...any });
      const answers = journeys.map(each => journeyAnswer(each, { watched, lines, snapshot, at }));
      const told = { account, name, timezone: accountTimezone(snapshot.profile), at };
      if (options.contact !== undefined) contactOf(options.contact, snapshot);
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ ...told, journeys: answers })}\n`);
        return;
      }
      const of: AccountTold = { ...told, people: peopleOf(snapshot), contact: options.contact };
      const [answer] = answers;
      process.stdout.write(
        journey !== undefined && answer ? tellJourney(answer, of, options.step) : tellJourneys(answers, of),
      );
    });
};

/** @throws UserError for a journey or a step that there is not */
const journeysAsked = (
  { source }: KeptPlay,
  journey: string | undefined,
  { step }: Pick<Options, 'step'>,
): readonly JourneyDefinition[] => {
  const all = journeysOf(source);
  if (journey === undefined) {
    if (step === undefined) return all;
    throw new UserError(
      'a step is one of a journey',
      `name the journey: \`daymark why <account> <journey> --step ${step}\``,
      2,
    );
  }
  const found = all.find(({ id }) => id === journey);
  if (found === undefined)
    throw unknown(
      'journey',
      journey,
      all.map(({ id }) => id),
    );
  const steps = stepsIn(found.steps).map(({ id }) => id);
  if (step !== undefined && !steps.includes(step)) throw unknown(`step of ${journey}`, step, steps);
  return [found];
};

const nameOf = (account: string, { recorded }: KeptPlay): string => {
  const labels = labelsOf(recorded.events);
  const label = labels.get(account);
  if (label === undefined) throw unknown('account', account, [...labels.keys()]);
  return label.name;
};

const contactOf = (contact: string, { contacts }: AccountSnapshot): void => {
  const known = contacts.map(({ id }) => id);
  if (!known.includes(contact)) throw unknown('contact of the account', contact, known);
};

const unknown = (what: string, id: string, known: readonly string[]): UserError =>
  new UserError(`there is no ${what} "${id}"`, nameOneOf(id, known), 2);

const replayed = async (
  { about, ...kept }: KeptPlay,
  {
    journeys,
    ...of
  }: { account: string; at: Instant; asked?: ReadonlySet<string>; journeys: readonly JourneyDefinition[] },
) => {
  const found = await replayAccount({
    ...kept,
    seed: about.seed,
    ...of,
    watch: () => watchAccount(of.account, journeys),
  });
  if (found) return found;
  throw new UserError(
    'the same events come to something else now: policy, catalog or team changed since this play',
    playAgain(about),
    2,
  );
};

const peopleOf = ({ contacts }: AccountSnapshot): AccountTold['people'] =>
  new Map(
    contacts.map(contact => {
      const name = contact.attributes.name?.value;
      return [contact.id, { name: typeof name === 'string' && name !== '' ? name : contact.id, role: roleOf(contact) }];
    }),
  );
