import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Instant } from '../kernel/instant.ts';
import { timeOf } from '../playback/recognize-line.ts';

/** Options of every verb that plays recorded events. */
export interface PlayingOptions {
  until?: Instant | typeof lastEvent;
  timeline: string;
  mail: string;
  json?: boolean;
  journeys: string;
  journey?: string[];
  /** Folder that `cdk synth` wrote. */
  from?: string;
  seed: number;
}

export const playingDefaults = {
  timeline: '.daymark/timeline.jsonl',
  mail: '.daymark/mail',
  journeys: 'journeys',
  seed: 1,
};

/** Whether this becomes the play that other verbs read by default: it has the default timeline and all journeys. */
export const isLastPlay = ({ timeline, journey }: PlayingOptions): boolean =>
  timeline === playingDefaults.timeline && journey === undefined;

/** Adds these options to a verb. */
export const addPlayingOptions = (verb: Command): Command =>
  verb
    .option(
      '--until <instant>',
      `where to stop, or \`${lastEvent}\` (default: when nothing is left to happen, at most 400 days after it)`,
      untilOption,
    )
    .option(
      '--timeline <file>',
      'file for the timeline; rejected.jsonl, health.jsonl and accounts.jsonl are written beside it',
      playingDefaults.timeline,
    )
    .option('--mail <dir>', 'folder for the mails', playingDefaults.mail)
    .option('--json', 'print only the timeline to standard output')
    .option('--journeys <dir>', 'folder of journeys', playingDefaults.journeys)
    .option('--journey <id>', 'only this journey (repeatable)', (id: string, ids: string[] = []) => [...ids, id])
    .addOption(new Option('--from <dir>', 'play what `cdk synth` wrote (cdk.out)').conflicts(['journeys', 'journey']))
    .option('--seed <n>', 'seed of everything random', wholeNumber, playingDefaults.seed);

/** Stops at the last recorded event, without playing later effects. */
export const lastEvent = 'last-event';

export const untilOption = (text: string): Instant | typeof lastEvent => (text === lastEvent ? lastEvent : until(text));

export const until = (text: string): Instant => {
  const at = timeOf(text);
  if (at === undefined) throw new InvalidArgumentError('Write an instant such as 2026-12-31T00:00:00Z.');
  return at;
};

export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
};
