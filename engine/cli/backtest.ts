import { type Command, InvalidArgumentError } from 'commander';
import { counted } from '../kernel/counted.ts';
import { backtestSchema } from '../playback/backtest/backtest-schema.ts';
import { describeBacktest } from '../playback/backtest/describe-backtest.ts';
import { rateValues } from '../playback/backtest/rate-values.ts';
import { progress } from '../playback/progress.ts';
import type { RecordedEvents } from '../playback/read-events.ts';
import { eventsToPlay, readEventsToPlay } from './backtest/last-play.ts';
import { playHereOrThere } from './backtest/play-values.ts';
import { ruleNamed, valuesAsked } from './backtest/rule-named.ts';
import { keptEventsFile } from './operate/kept-events.ts';
import { playOption } from './play-option.ts';
import { playingDefaults, wholeNumber } from './playing-options.ts';
import { openSoundProject } from './project.ts';
import { type Where, withWhere } from './reach.ts';

interface Options extends Where {
  events?: string[];
  set?: string;
  within: number;
  play: string;
  journeys: string;
  json?: true;
}

/** `daymark backtest`: how other values of a threshold would have performed on recorded events. */
export const backtest = (program: Command): void => {
  withWhere(program.command('backtest <signal>'))
    .description(
      'try other thresholds of a signal, or of `health`, on recorded events: how often it would have fired, how many tasks it would have opened, and how often it would have been right',
    )
    .option(
      '--events <files...>',
      'recorded events (default: those of the last play, or those that a deployment stores)',
    )
    .option(
      '--set <range>',
      'parameter and values, such as threshold=0.3..0.6:0.05 (default: values around the current one)',
    )
    .option('--within <days>', 'a firing was right if the customer left within this many days', daysFrom1, 90)
    .addOption(playOption())
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option('--json', 'print the figures as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark backtest login-drop --set by=0.3..0.6:0.1')
    .action(async (name: string, options: Options) => {
      const isDeployed = options.environment !== undefined || options.dev !== undefined;
      const named = options.events ?? (isDeployed ? [await keptEventsFile(options)] : undefined);
      const { events, last } = eventsToPlay(named, options.play);
      const project = await openSoundProject({ ...options, ...(last?.journeys && { journey: [...last.journeys] }) });
      const subject = ruleNamed(name, project);
      const { parameter, values } = valuesAsked(options.set, subject);
      const recorded = await readEventsToPlay(events);
      const bar = progress();
      const show = (done: number) => bar.show(`${done} of ${counted(values.length, 'value')} played`);
      show(0);
      const seed = last?.seed ?? 1;
      const simulated = await playHereOrThere(
        { subject, parameter: parameter.name, recorded, seed },
        {
          ...{ events, subject: name, parameter: parameter.name, seed },
          ...{ journeys: options.journeys, ...(last?.journeys && { journey: [...last.journeys] }) },
        },
        values,
        show,
      ).finally(bar.clear);
      const told = rateValues({
        subject,
        parameter,
        watched: { outcomes: simulated[0]?.outcomes ?? [], ...spanOf(recorded), within: options.within },
        played: simulated,
        team: project.team,
        pools: project.pools,
        taskPool: project.journeys[0]?.definition.policy.taskPool ?? [],
        ...(last && { kept: last.facts }),
      });
      process.stdout.write(options.json ? `${JSON.stringify(backtestSchema.parse(told))}\n` : describeBacktest(told));
    });
};

const spanOf = ({ events }: RecordedEvents) => ({ from: events[0]?.at ?? '', to: events.at(-1)?.at ?? '' });

const daysFrom1 = (text: string): number => {
  const days = wholeNumber(text);
  if (days === 0) throw new InvalidArgumentError('Write 1 or more.');
  return days;
};
