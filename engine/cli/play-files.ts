import { publicLine } from '../account/public-line.ts';
import type { PlayProgress } from '../playback/play.ts';
import { progress, progressText } from '../playback/progress.ts';
import { journeysOf } from '../playback/source.ts';
import { unknownActions } from '../playback/unknown-actions.ts';
import type { InWorld } from './in-world.ts';
import { playSource, sourceOf } from './play-source.ts';
import { isLastPlay, type PlayingOptions } from './playing-options.ts';
import { printFaults } from './print-faults.ts';
import { printPlay } from './print-play.ts';
import { notesOf } from './run-notes.ts';
import { asLines, writePlay } from './write-play.ts';

/** Plays the files and writes the play. Files without events are fine; unreadable ones are an error. */
export const playFiles = async (files: readonly string[], options: PlayingOptions, inWorld: InWorld): Promise<void> => {
  const bar = progress();
  const source = await sourceOf(options);
  const show = (now: PlayProgress) => bar.show(progressText(now));
  const performed = await playSource(source, files, options, inWorld, {
    show,
    isLast: isLastPlay(options),
  }).finally(bar.clear);
  // If only some journeys are played, actions on tasks of the others are no mistake.
  if (options.journey === undefined)
    performed.played.warnings.push(...unknownActions(performed.recorded.events, journeysOf(source)));
  const written = await writePlay(performed, options);
  printFaults(performed.played);
  if (performed.recorded.events.length > 0 && !options.json) return printPlay(performed, written);
  if (performed.recorded.events.length === 0) {
    console.error(`${files.join(', ')}: no events to play, so nothing happened.`);
    console.error('Write one JSON object per line; `npx daymark sample --only-events` writes a file of examples.');
  }
  for (const note of notesOf(performed.played, written.rejected)) console.error(note);
  process.stdout.write(asLines(performed.played.lines.map(publicLine)));
};
