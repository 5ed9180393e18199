import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { publicLine } from '../account/public-line.ts';
import { labelsOf } from '../playback/account-labels.ts';
import { keepFormerPlay } from '../playback/former-plays.ts';
import { keepEvents } from '../playback/kept-events.ts';
import { writeMails } from '../playback/mails/write-mails.ts';
import type { Played } from '../playback/play.ts';
import type { PlayAbout } from '../playback/play-about.ts';
import { type PlayFiles, playFilesOf } from '../playback/play-files.ts';
import { journeysOf, type Source } from '../playback/source.ts';
import type { FilesPlayed } from './play-source.ts';
import type { PlayingOptions } from './playing-options.ts';
import { writeWarmStart } from './warm-start.ts';

/** The files of a play, the folder that the previous play was moved to, and how long the play took. */
export type PlayWritten = PlayFiles & { former?: string; seconds: number };

export const writePlay = async (
  { files, source, recorded, played, warmStart, started }: FilesPlayed,
  options: PlayingOptions,
): Promise<PlayWritten> => {
  const written = playFilesOf(options);
  await mkdir(dirname(written.timeline), { recursive: true });
  const former = await keepFormerPlay(written);
  await writeFile(written.timeline, asLines(played.lines.map(publicLine)));
  await writeFile(written.rejected, asLines(played.rejected));
  await writeFile(written.health, asLines(played.health));
  await writeFile(written.answers, asLines(played.answers));
  await writeFile(written.facts, asLines(played.facts));
  await writeFile(written.segments, asLines(played.segments));
  await keepEvents(written.events, recorded.events);
  await writeFile(written.about, `${JSON.stringify(aboutOf(files, source, options, played), null, 2)}\n`);
  await writeMails(written.mail, played.mails, labelsOf(recorded.events));
  if (warmStart && 'project' in source)
    await writeWarmStart(source.project, warmStart, {
      files,
      kept: written.events,
      isWhole: (recorded.events.at(-1)?.at ?? '') <= played.to,
      seed: options.seed,
    });
  const seconds = (performance.now() - started) / 1000;
  return { ...written, seconds, ...(former !== undefined && { former }) };
};

export const asLines = (values: readonly unknown[]): string =>
  values.map(value => `${JSON.stringify(value)}\n`).join('');

/** The content of `play.json`: the play's event files, source, options and span. */
const aboutOf = (
  events: readonly string[],
  source: Source,
  { timeline, journeys: project, journey, from: assembly, seed }: PlayingOptions,
  { from, to }: Played,
): PlayAbout => ({
  events,
  from,
  to,
  timeline: basename(timeline),
  ...(assembly === undefined ? { project } : { assembly }),
  ...(journey && { journeys: journey }),
  versions: Object.fromEntries(journeysOf(source).map(({ id, hash }) => [id, hash])),
  seed,
});
