import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Instant } from '../../kernel/instant.ts';
import type { AccountFacts } from '../../numbers/account-facts.ts';
import { keptEvents } from '../../playback/kept-events.ts';
import type { PlayAbout } from '../../playback/play-about.ts';
import { aboutFile, eventsFile, factsFile } from '../../playback/play-files.ts';
import { type RecordedEvents, readEvents, recognizeEvents } from '../../playback/read-events.ts';
import { UserError } from '../user-error.ts';

/** Files of events; or the event file in a play's folder, with the end of the play, after which none of them was played. */
export type EventsToPlay = { files: readonly string[] } | { kept: string; end: Instant };

/** The last play: its events, journeys and seed, and the facts it recorded about accounts. */
export type LastPlay = Pick<PlayAbout, 'events' | 'journeys' | 'seed' | 'to' | 'versions' | 'timeline'> & {
  facts: readonly AccountFacts[];
};

/** The named event files, else the events of the play in a folder. @throws UserError if there are neither */
export const eventsToPlay = (
  named: readonly string[] | undefined,
  folder: string,
): { events: EventsToPlay; last?: LastPlay } => {
  const last = lastPlayIn(folder);
  if (named !== undefined) return { events: { files: named }, ...(last && sameFiles(named, last.events) && { last }) };
  if (last !== undefined) return { events: { kept: join(folder, eventsFile), end: last.to }, last };
  throw new UserError(
    `${folder}: no play here, so there are no events`,
    'play some first (`npx daymark simulate <events.jsonl>`), or name files with --events',
    2,
  );
};

/** @throws UserError if there are no events */
export const readEventsToPlay = async (events: EventsToPlay): Promise<RecordedEvents> => {
  const recorded = 'files' in events ? await readEvents(events.files) : await playedEvents(events);
  if (recorded.events.length > 0) return recorded;
  const where = 'files' in events ? events.files.join(', ') : events.kept;
  throw new UserError(`${where}: no event to play`, 'name files of recorded events with --events', 2);
};

const playedEvents = async ({ kept, end }: { kept: string; end: Instant }): Promise<RecordedEvents> => {
  const recorded = recognizeEvents(await keptEvents(kept), eventsFile);
  return { ...recorded, events: recorded.events.filter(({ at }) => at <= end) };
};

/** As part of the name of what was played: events, and where a play of them ended. */
export const playedFrom = (events: EventsToPlay): { files: readonly string[]; end?: Instant } =>
  'files' in events ? { files: events.files } : { files: [events.kept], end: events.end };

const lastPlayIn = (folder: string): LastPlay | undefined => {
  const [about, facts, events] = [join(folder, aboutFile), join(folder, factsFile), join(folder, eventsFile)];
  if (![about, facts, events].every(existsSync)) return undefined;
  const said = JSON.parse(readFileSync(about, 'utf8')) as PlayAbout;
  const lines = readFileSync(facts, 'utf8').split('\n').filter(Boolean);
  return { ...said, facts: lines.map(line => JSON.parse(line) as AccountFacts) };
};

const sameFiles = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((file, place) => resolve(file) === resolve(other[place] ?? ''));
