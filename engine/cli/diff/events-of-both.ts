import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Instant } from '../../kernel/instant.ts';
import { aboutFile } from '../../playback/play-files.ts';
import { lastEvent, playingDefaults } from '../playing-options.ts';
import { UserError } from '../user-error.ts';
import type { ToPlay } from './play-side.ts';

interface Asked {
  events?: string[];
  play: string;
  until?: Instant | typeof lastEvent;
}

/** The named event files, else those of the last play with its end and seed. @throws UserError if there are none */
export const eventsOfBoth = ({ events, play, until }: Asked): ToPlay => {
  const stop = until === undefined || until === lastEvent ? {} : { until };
  const unread = events?.find(file => !existsSync(file));
  if (unread !== undefined)
    throw new UserError(`${unread}: no such file`, 'name files of recorded events, one JSON object per line', 2);
  if (events) return { files: events, seed: playingDefaults.seed, ...stop };
  const about = join(play, aboutFile);
  if (!existsSync(about)) throw noEvents(`${play}: no play here whose events both versions could be played on`);
  const {
    events: files,
    to,
    seed,
  } = JSON.parse(readFileSync(about, 'utf8')) as { events: string[]; to: Instant; seed: number };
  const missing = files.find(file => !existsSync(file));
  if (missing !== undefined) throw noEvents(`${missing}: the events of the play in ${play} no longer exist`);
  return { files, seed, ...(until === lastEvent ? {} : { until: to, ...stop }) };
};

const noEvents = (what: string): UserError =>
  new UserError(
    what,
    'name recorded events with --events <file>, play some (`npx daymark simulate <events.jsonl>`), or add --words',
    2,
  );
