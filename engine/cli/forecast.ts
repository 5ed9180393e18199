import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import type { PublicLine } from '../account/public-line.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { Project } from '../build/build-project.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import { endOfForecast } from '../numbers/load-ahead.ts';
import { describeForecast } from '../playback/forecast/describe-forecast.ts';
import { forecastOf } from '../playback/forecast/forecast.ts';
import { forecastSchema } from '../playback/forecast/forecast-schema.ts';
import { playAhead } from '../playback/forecast/play-ahead.ts';
import type { PlayProgress } from '../playback/play.ts';
import { progress, progressText } from '../playback/progress.ts';
import { type EventsToPlay, eventsToPlay, type LastPlay, readEventsToPlay } from './backtest/last-play.ts';
import { standingAt } from './forecast/standing-at.ts';
import { playOption } from './play-option.ts';
import { playingDefaults, until } from './playing-options.ts';
import { printFaults } from './print-faults.ts';
import { openSoundProject } from './project.ts';

interface Options {
  events?: string[];
  at?: Instant;
  play: string;
  journeys: string;
  json?: true;
}

/** `daymark forecast`: mails, prompts and tasks of the next four weeks, from enrollments in flight and known dates. */
export const forecast = (program: Command): void => {
  program
    .command('forecast')
    .description('forecast mails, prompts and tasks of the next 4 weeks, from enrollments in flight and known dates')
    .option('--events <files...>', 'recorded events (default: those of the last play)')
    .option('--at <instant>', 'start of the forecast (default: the last event)', until)
    .addOption(playOption())
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option('--json', 'print the forecast as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark forecast --at 2026-06-01T00:00:00Z')
    .action(async (options: Options) => {
      const { events, last } = eventsToPlay(options.events, options.play);
      const project = await openSoundProject({ ...options, ...(last?.journeys && { journey: [...last.journeys] }) });
      const of = { project, seed: last?.seed ?? 1 };
      const bar = progress();
      const show = (now: PlayProgress) => bar.show(progressText(now));
      const standing = await standingAt(of, { events, at: options.at, show }).finally(bar.clear);
      const at = options.at ?? standing.core.now;
      const played = await playAhead(of, standing, { until: endOfForecast(at) });
      printFaults(played);
      const told = forecastOf({
        lines: played.lines,
        at,
        played:
          options.at === undefined || last === undefined
            ? undefined
            : await linesTo(endOfForecast(at), project, { events, last, play: options.play }),
        journeys: project.journeys.map(({ definition }) => definition),
        team: project.team,
        pools: project.pools,
        taskPool: project.journeys[0]?.definition.policy.taskPool ?? [],
      });
      process.stdout.write(
        options.json
          ? `${JSON.stringify(forecastSchema.parse(told))}\n`
          : describeForecast(told, options.events ?? last?.events ?? []),
      );
    });
};

/** Lines of the last play, if its events go on to that instant, and its journeys are those of today. */
const linesTo = async (
  end: Instant,
  { journeys }: Project,
  { events, last, play }: { events: EventsToPlay; last: LastPlay; play: string },
): Promise<Pick<TimelineLine, 'at' | 'entry'>[] | undefined> => {
  if (journeys.some(({ definition: { id, hash } }) => last.versions[id] !== hash)) return undefined;
  if (((await readEventsToPlay(events)).events.at(-1)?.at ?? '') < end) return undefined;
  const lines = readFileSync(join(play, last.timeline), 'utf8').split('\n').filter(Boolean);
  return lines.map(line => {
    const { at, ...entry } = JSON.parse(line) as PublicLine;
    return { at: instant(at), entry: entry as unknown as TimelineLine['entry'] };
  });
};
