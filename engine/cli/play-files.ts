import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { publicLine } from '../account/public-line.ts';
import { deployedApp } from '../assembly/deployed-app.ts';
import { readAssembly } from '../assembly/read-assembly.ts';
import { endWithUs } from '../local/end-with-us.ts';
import { localPlace } from '../local/load-app.ts';
import { keepFormerPlay } from '../playback/former-plays.ts';
import { besideMails } from '../playback/mails/filed-mail.ts';
import { writeMails } from '../playback/mails/write-mails.ts';
import { type Played, type PlayOptions, play } from '../playback/play.ts';
import { playFilesOf } from '../playback/play-files.ts';
import { progress } from '../playback/progress.ts';
import { type RecordedEvents, type RejectedLine, readEvents } from '../playback/read-events.ts';
import { report } from '../playback/report/report.ts';
import { journeysOf, type Source } from '../playback/source.ts';
import { describeWarnings } from './describe-warnings.ts';
import type { PlayingOptions } from './playing-options.ts';
import { openSoundProject } from './project.ts';
import { labelsOf, notesOf } from './run-notes.ts';

/** What to play, and with which chances: in which world is the verb's. */
export type InWorld = (beginning: Source & { buildFolder: string; seed: number }) => PlayOptions['start'];

/** Plays the files and writes what comes of it. Files without an event are no fault; ones that cannot be read are. */
export const playFiles = async (files: readonly string[], options: PlayingOptions, inWorld: InWorld): Promise<void> => {
  const started = performance.now();
  const recorded = await readEvents(files);
  const source = await sourceOf(options);
  await mkdir(dirname(options.timeline), { recursive: true });
  const isEmpty = recorded.events.length === 0;
  const played = isEmpty ? nothingOf(recorded.rejected) : await playWithProgress(options, source, recorded, inWorld);

  const labels = labelsOf(recorded.events);
  const written = playFilesOf(options);
  const former = await keepFormerPlay(written);
  const timeline = asLines(played.lines.map(publicLine));
  await writeFile(written.timeline, timeline);
  await writeFile(written.rejected, asLines(played.rejected));
  await writeFile(written.health, asLines(played.health));
  await writeFile(written.about, `${JSON.stringify(aboutOf(files, options, played), null, 2)}\n`);
  await writeMails(written.mail, played.mails, labels);
  for (const { file, line, what, fix } of played.rejected) console.error(`${file}:${line}: ${what}: ${fix}`);
  for (const line of describeWarnings(played.warnings)) console.error(line);
  for (const fault of played.faults) console.error(fault);
  const notes = notesOf(played, written.rejected);
  if (isEmpty) {
    console.error(`${files.join(', ')}: no event to play, so nothing happened to anybody.`);
    console.error('Give one JSON object per line; `npx daymark sample --only-events` writes a file of examples.');
  }
  if (options.json || isEmpty) {
    for (const note of notes) console.error(note);
    process.stdout.write(timeline);
    return;
  }
  const text = report({
    lines: played.lines,
    health: played.health,
    journeys: journeysOf(source).map(({ id }) => id),
    labels,
    events: recorded.events.length - (played.rejected.length - recorded.rejected.length),
    from: played.from.slice(0, 10),
    to: played.to.slice(0, 10),
    seconds: (performance.now() - started) / 1000,
    mails: played.mails.filter(({ account }) => account !== undefined).length,
    digests: played.mails.filter(({ account }) => account === undefined).length,
    notes,
    files: [
      ['mails', join(written.mail, besideMails.byAccount)],
      ['timeline', written.timeline],
      ['health scores', written.health],
      ...(former === undefined ? [] : [['the play before', former] as const]),
    ],
    tryNext: options.tryNext ?? [],
  });
  process.stdout.write(text);
};

const asLines = (values: readonly unknown[]): string => values.map(value => `${JSON.stringify(value)}\n`).join('');

/** What was played, for whoever finds the folder later. */
const aboutOf = (events: readonly string[], { journey, seed }: PlayingOptions, { from, to }: Played) => ({
  events,
  from,
  to,
  ...(journey && { journeys: journey }),
  seed,
});

const sourceOf = async (options: PlayingOptions): Promise<Source> =>
  options.from === undefined
    ? { project: await openSoundProject(options) }
    : { app: deployedApp(readAssembly(options.from), localPlace) };

/** The handlers' build goes to a folder of its own, so that runs beside each other do not meet. */
const playWithProgress = async (
  { seed, until }: PlayingOptions,
  source: Source,
  recorded: RecordedEvents,
  inWorld: InWorld,
): Promise<Played> => {
  const buildFolder = await mkdtemp(join(tmpdir(), 'daymark-'));
  const bar = progress();
  const cleanUp = () => rmSync(buildFolder, { recursive: true, force: true });
  const forget = endWithUs(cleanUp);
  try {
    return await play({
      recorded,
      journeys: journeysOf(source),
      start: inWorld({ ...source, buildFolder, seed }),
      ...(until && { until }),
      progress: bar.show,
    });
  } finally {
    bar.clear();
    forget();
    cleanUp();
  }
};

const nothingOf = (rejected: RejectedLine[]): Played => ({
  lines: [],
  health: [],
  mails: [],
  executions: [],
  faults: [],
  alarms: [],
  metrics: new Map(),
  warnings: [],
  waiting: [],
  rejected,
  from: '',
  to: '',
});
