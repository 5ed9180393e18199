import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { publicLine } from '../account/public-line.ts';
import { deployedApp } from '../assembly/deployed-app.ts';
import { readAssembly } from '../assembly/read-assembly.ts';
import type { Instant } from '../kernel/instant.ts';
import { endWithUs } from '../local/end-with-us.ts';
import { localPlace } from '../local/load-app.ts';
import { keepFormerPlay } from '../playback/former-plays.ts';
import { inCloud, type Source } from '../playback/in-cloud.ts';
import { besideMails } from '../playback/mails/filed-mail.ts';
import { writeMails } from '../playback/mails/write-mails.ts';
import { type Played, type PlayOptions, play } from '../playback/play.ts';
import { playFilesOf } from '../playback/play-files.ts';
import { progress } from '../playback/progress.ts';
import { type RecordedEvents, type RejectedLine, readEvents } from '../playback/read-events.ts';
import { timeOf } from '../playback/recognize-line.ts';
import { report } from '../playback/report/report.ts';
import { describeWarnings } from './describe-warnings.ts';
import { openSoundProject } from './project.ts';
import { labelsOf, notesOf } from './run-notes.ts';

export interface RunOptions {
  until?: Instant;
  timeline: string;
  mail: string;
  json?: boolean;
  journeys: string;
  journey?: string[];
  /** Folder that `cdk synth` wrote. */
  from?: string;
  dynamodb: string;
  seed: number;
  tryNext?: readonly [string, string][];
}

export const runDefaults = {
  timeline: '.daymark/timeline.jsonl',
  mail: '.daymark/mail',
  journeys: 'journeys',
  dynamodb: 'embedded',
  seed: 1,
};

/** `daymark run`: recorded events, played through the compiled state machines and the real handlers. */
export const run = (program: Command): void => {
  program
    .command('run <events...>')
    .description('play recorded events (JSON Lines) through the compiled journeys, in virtual time')
    .option(
      '--until <instant>',
      'where to stop (default: when nothing is left to happen, at most 400 days after the last event)',
      until,
    )
    .option(
      '--timeline <file>',
      'file for the timeline; rejected.jsonl and health.jsonl are put beside it',
      runDefaults.timeline,
    )
    .option('--mail <dir>', 'folder for the mails', runDefaults.mail)
    .option('--json', 'print the timeline, and nothing else, to standard output')
    .option('--journeys <dir>', 'folder of journeys', runDefaults.journeys)
    .option('--journey <id>', 'only this journey (repeatable)', (id: string, ids: string[] = []) => [...ids, id])
    .addOption(
      new Option('--from <dir>', 'play what `cdk synth` wrote (cdk.out), bundles included').conflicts([
        'journeys',
        'journey',
      ]),
    )
    .option('--dynamodb <which>', 'embedded, official (DynamoDB Local of AWS), or a URL', runDefaults.dynamodb)
    .option('--seed <n>', 'of everything random', wholeNumber, runDefaults.seed)
    .addHelpText('after', '\nExample:\n  npx daymark run events.jsonl --until 2026-12-31T00:00:00Z')
    .action((files: string[], options: RunOptions) => playFiles(files, options));
};

/** Plays the files and writes what comes of it. Files without an event are no fault; ones that cannot be read are. */
export const playFiles = async (files: readonly string[], options: RunOptions): Promise<void> => {
  const started = performance.now();
  const recorded = await readEvents(files);
  const source = await sourceOf(options);
  await mkdir(dirname(options.timeline), { recursive: true });
  const isEmpty = recorded.events.length === 0;
  const played = isEmpty ? nothingOf(recorded.rejected) : await playWithProgress(options, source, recorded);

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
const aboutOf = (events: readonly string[], { journey, seed }: RunOptions, { from, to }: Played) => ({
  events,
  from,
  to,
  ...(journey && { journeys: journey }),
  seed,
});

const sourceOf = async (options: RunOptions): Promise<Source> =>
  options.from === undefined
    ? { project: await openSoundProject(options) }
    : { app: deployedApp(readAssembly(options.from), localPlace) };

const journeysOf = (source: Source): PlayOptions['journeys'] =>
  'app' in source ? source.app.journeys : source.project.journeys.map(({ definition }) => definition);

/** The handlers' build goes to a folder of its own, so that runs beside each other do not meet. */
const playWithProgress = async (
  { seed, dynamodb, until }: RunOptions,
  source: Source,
  recorded: RecordedEvents,
): Promise<Played> => {
  const buildFolder = await mkdtemp(join(tmpdir(), 'daymark-'));
  const bar = progress();
  const cleanUp = () => rmSync(buildFolder, { recursive: true, force: true });
  const forget = endWithUs(cleanUp);
  try {
    return await play({
      recorded,
      journeys: journeysOf(source),
      start: inCloud({ ...source, buildFolder, seed, dynamodb }),
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

export const until = (text: string): Instant => {
  const at = timeOf(text);
  if (at === undefined) throw new InvalidArgumentError('Write an instant such as 2026-12-31T00:00:00Z.');
  return at;
};

export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
};
