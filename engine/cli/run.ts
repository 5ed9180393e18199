import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type Instant, instant } from '../domain/instant.ts';
import { play } from '../playback/play.ts';
import { progress } from '../playback/progress.ts';
import { readEvents } from '../playback/read-events.ts';
import { report } from '../playback/report/report.ts';
import { publicLine } from '../playback/timeline-line.ts';
import { writeMails } from '../playback/write-mails.ts';
import { openSoundProject } from './project.ts';
import { labelsOf, notesOf } from './run-notes.ts';
import { UserError } from './user-error.ts';

export interface RunOptions {
  until?: Instant;
  timeline: string;
  mail: string;
  json?: boolean;
  journeys: string;
  journey?: string[];
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
    .option('--timeline <file>', 'file for the timeline', runDefaults.timeline)
    .option('--mail <dir>', 'folder for the mails', runDefaults.mail)
    .option('--json', 'print the timeline, and nothing else, to standard output')
    .option('--journeys <dir>', 'folder of journeys', runDefaults.journeys)
    .option('--journey <id>', 'only this journey (repeatable)', (id: string, ids: string[] = []) => [...ids, id])
    .option('--dynamodb <which>', 'embedded, official (DynamoDB Local of AWS), or a URL', runDefaults.dynamodb)
    .option('--seed <n>', 'of everything random', wholeNumber, runDefaults.seed)
    .addHelpText('after', '\nExample:\n  npx daymark run events.jsonl --until 2026-12-31T00:00:00Z')
    .action((files: string[], options: RunOptions) => playFiles(files, options));
};

export const playFiles = async (files: readonly string[], options: RunOptions): Promise<void> => {
  const started = performance.now();
  const recorded = await readEvents(files);
  if (recorded.events.length === 0 && recorded.rejected.length === 0) {
    throw new UserError(`${files.join(', ')}: no events in there`, 'give one JSON object per line', 2);
  }
  const project = await openSoundProject(options);
  const bar = progress();
  const played = await play({
    ...options,
    project,
    recorded,
    buildFolder: join(dirname(options.timeline), 'build'),
    progress: bar.show,
  }).finally(bar.clear);

  const timeline = played.lines.map(line => `${JSON.stringify(publicLine(line))}\n`).join('');
  const rejectedFile = join(dirname(options.timeline), 'rejected.jsonl');
  await mkdir(dirname(options.timeline), { recursive: true });
  await writeFile(options.timeline, timeline);
  await writeFile(rejectedFile, played.rejected.map(line => `${JSON.stringify(line)}\n`).join(''));
  await writeMails(options.mail, played.mails);
  for (const { file, line, what, fix } of played.rejected) console.error(`${file}:${line}: ${what}: ${fix}`);
  for (const fault of played.faults) console.error(fault);
  if (options.json) process.stdout.write(timeline);
  else {
    const text = report({
      lines: played.lines,
      journeys: project.journeys.map(({ definition }) => definition.id),
      labels: labelsOf(recorded.events),
      events: recorded.events.length,
      from: played.from.slice(0, 10),
      to: played.to.slice(0, 10),
      seconds: (performance.now() - started) / 1000,
      mails: played.mails.length,
      notes: notesOf(recorded.events, played, rejectedFile),
      files: [
        ['timeline', options.timeline],
        ['mails', `${options.mail}/`],
        ['state machines', join(dirname(options.timeline), 'build/asl/')],
      ],
      tryNext: options.tryNext ?? [],
    });
    process.stdout.write(text);
  }
};

const until = (text: string): Instant => {
  if (Number.isNaN(Date.parse(text))) throw new InvalidArgumentError('Write an instant such as 2026-12-31T00:00:00Z.');
  return instant(text);
};

export const wholeNumber = (text: string): number => {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
};
