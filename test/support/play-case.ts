import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { type PublicLine, publicLine } from '../../engine/account/public-line.ts';
import { buildProject, type Project } from '../../engine/build/build-project.ts';
import type { Instant } from '../../engine/kernel/instant.ts';
import type { Played, PlayOptions } from '../../engine/playback/play.ts';
import { readEvents } from '../../engine/playback/read-events.ts';
import { addressOf } from './recorded-events.ts';
import { playInBoth, playInMemory } from './two-worlds.ts';

/** Where cases are played: in the fast world, or in both, which must tell the same of everything. */
const playIn = { memory: playInMemory, both: playInBoth };
const worlds = z.enum(['memory', 'both']).parse(process.env.DAYMARK_TEST_WORLDS ?? 'memory');

export interface PlayedCase extends Played {
  /** The timeline file, byte for byte. */
  timeline: string;
  /** Readable lines of an account, in one journey when it is named. */
  of(account: string, journey?: string): string[];
  /** As `of`, without what time alone makes of a task that is left alone. */
  planOf(account: string, journey?: string): string[];
  /** `step -> contact` of every mail of an account, in order of sending. */
  mailsTo(...contacts: string[]): string[];
}

export interface CaseOptions {
  /** How often the file is given. */
  times?: number;
  until?: Instant;
  seed?: number;
  /** Only these journeys: a test of one need not list the lines of the others. */
  journeys?: readonly string[];
  /** Another one than ships. */
  project?: Project;
  /** What else there is to do before time passes. */
  prepare?: PlayOptions['prepare'];
}

/** Plays lines of JSON (or anything else: bad lines are input, too) as `daymark run` does, journeys and templates as shipped. */
export const playCase = async (lines: readonly unknown[], options: CaseOptions = {}): Promise<PlayedCase> => {
  const folder = await mkdtemp(join(tmpdir(), 'daymark-case-'));
  try {
    const file = join(folder, 'events.jsonl');
    await writeFile(file, textOf(lines));
    return await playFiles(Array(options.times ?? 1).fill(file), options);
  } finally {
    await rm(folder, { recursive: true });
  }
};

export const textOf = (lines: readonly unknown[]): string =>
  lines.map(line => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join('');

const playFiles = async (files: readonly string[], { until, seed = 1, journeys, project, prepare }: CaseOptions) => {
  const played = await playIn[worlds]({
    project: only(project ?? (await shippedProject()), journeys),
    recorded: await readEvents(files),
    seed,
    ...(until && { until }),
    ...(prepare && { prepare }),
  });
  const lines = played.lines.map(publicLine);
  const of = (account: string, journey?: string) =>
    lines.filter(line => line.account === account && (journey === undefined || line.journey === journey)).map(readable);
  return {
    ...played,
    timeline: textOf(lines),
    of,
    planOf: (account: string, journey?: string) =>
      of(account, journey).filter(line => !line.includes(': task breached')),
    mailsTo: (...contacts: string[]) =>
      played.mails
        .filter(({ to }) => contacts.some(contact => to === addressOf(contact) || to === contact))
        .map(({ at, tags, to }) => `${new Date(at).toISOString().slice(0, 19)}Z ${tags.step} to ${to}`),
  };
};

const only = (project: Project, ids: CaseOptions['journeys']): Project =>
  ids ? { ...project, journeys: project.journeys.filter(({ definition }) => ids.includes(definition.id)) } : project;

let project: Promise<Project> | undefined;
/** Built once per test file. */
export const shippedProject = (): Promise<Project> => {
  project ??= buildProject({ journeys: 'journeys', templates: 'templates' });
  return project;
};

/** `2026-03-04T08:00:00Z welcome: sent by email to ada`. */
const readable = (line: PublicLine): string => `${line.at} ${(tell[line.type] ?? JSON.stringify)(line as Fields)}`;

type Fields = Readonly<Record<string, string | number | undefined>>;

const tell: Readonly<Record<string, (fields: Fields) => string>> = {
  enrolled: ({ journey, trigger }) => `enrolled in ${journey} by ${trigger}`,
  touch: ({ step, channel, outcome, to, reason, until }) =>
    `${step}: ${channel} ${outcome} to ${to}${reason ? `, ${reason}` : ''}${until ? ` until ${until}` : ''}`,
  branch: ({ step, took }) => `${step}: took ${took}`,
  waited: ({ step, for: what }) => `${step}: waited for ${what}`,
  task: ({ step, action, severity, owner, outcome }) =>
    `${step}: task ${action}, severity ${severity}, ${owner}${outcome ? `, ${outcome}` : ''}`,
  rescheduled: ({ step, from, to }) => `${step}: rescheduled from ${from} to ${to}`,
  exited: ({ journey, reason }) => `exited ${journey}: ${reason}`,
  completed: ({ journey, goal }) => `completed ${journey}${goal ? `, goal ${goal}` : ''}`,
  failed: ({ journey, error }) => `failed ${journey}: ${error}`,
};
