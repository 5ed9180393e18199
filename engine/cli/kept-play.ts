import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listed } from '../journey/explain/words.ts';
import { keptEvents } from '../playback/kept-events.ts';
import type { PlayAbout } from '../playback/play-about.ts';
import { aboutFile, eventsFile } from '../playback/play-files.ts';
import { type RecordedEvents, recognizeEvents } from '../playback/read-events.ts';
import { journeysOf, type Source } from '../playback/source.ts';
import { sourceOf } from './play-source.ts';
import { UserError } from './user-error.ts';

/** A play read from its folder, to be played again. */
export interface KeptPlay {
  about: PlayAbout;
  source: Source;
  recorded: RecordedEvents;
  /** Lines of the timeline, in JSON. */
  timeline: readonly string[];
}

/**
 * @param ask called before events are read; throws if the requested journeys or steps don't exist
 * @throws UserError if there is no play, or if its journeys have changed since
 */
export const readKeptPlay = async (folder: string, ask?: (source: Source) => void): Promise<KeptPlay> => {
  const about = aboutPlay(folder);
  const source = await sourceOf({
    journeys: about.project ?? 'journeys',
    ...(about.assembly !== undefined && { from: about.assembly }),
    ...(about.journeys && { journey: [...about.journeys] }),
  });
  ask?.(source);
  const changed = changedJourneys(about, source);
  if (changed.length > 0)
    throw new UserError(
      `${listed(changed, 'and')} changed since the play of ${about.events.join(' ')}`,
      playAgain(about),
      2,
    );
  return {
    about,
    source,
    recorded: recognizeEvents(await keptEvents(join(folder, eventsFile)), eventsFile),
    timeline: readFileSync(join(folder, about.timeline), 'utf8').split('\n').filter(Boolean),
  };
};

/** @throws UserError if the folder has no play */
export const aboutPlay = (folder: string): PlayAbout => {
  const [about, events] = [join(folder, aboutFile), join(folder, eventsFile)];
  if (existsSync(about) && existsSync(events)) return JSON.parse(readFileSync(about, 'utf8')) as PlayAbout;
  throw new UserError(
    `${folder}: no play here`,
    'play events first: `npx daymark simulate <events.jsonl>`, or name the folder of a play with --play',
    2,
  );
};

export const playAgain = ({ events }: PlayAbout): string =>
  `play it again first: \`npx daymark simulate ${events.join(' ')}\``;

const changedJourneys = ({ versions }: PlayAbout, source: Source): string[] => {
  const now = new Map(journeysOf(source).map(({ id, hash }) => [id, hash]));
  return [...new Set([...Object.keys(versions), ...now.keys()])].filter(id => versions[id] !== now.get(id));
};
