import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../kernel/instant.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile } from '../../playback/play-files.ts';
import { lastEvent, playingDefaults } from '../playing-options.ts';
import { UserError } from '../user-error.ts';
import type { ToPlay } from './play-side.ts';

interface Asked {
  events?: string[];
  play: string;
  until?: Instant | typeof lastEvent;
}

/**
 * The named event files, else the events that the last play kept, with its end and seed. `named`: as the user knows them.
 * @throws UserError if there are none
 */
export const eventsOfBoth = ({ events, play, until }: Asked): { named: readonly string[]; toPlay: ToPlay } => {
  const stop = until === undefined || until === lastEvent ? {} : { until };
  const unread = events?.find(file => !existsSync(file));
  if (unread !== undefined)
    throw new UserError(`${unread}: no such file`, 'name files of recorded events, one JSON object per line', 2);
  if (events) return { named: events, toPlay: { files: events, seed: playingDefaults.seed, ...stop } };
  const [about, kept] = [join(play, aboutFile), join(play, eventsFile)];
  if (![about, kept].every(existsSync))
    throw new UserError(
      `${play}: no play here whose events both versions could be played on`,
      'name recorded events with --events <file>, play some (`npx daymark simulate <events.jsonl>`), or add --words',
      2,
    );
  const { events: named, to, seed } = JSON.parse(readFileSync(about, 'utf8')) as PlayAbout;
  return { named, toPlay: { files: [kept], seed, ...(until === lastEvent ? {} : { until: to, ...stop }) } };
};
