import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Project } from '../../engine/build/build-project.ts';
import type { StateEntered } from '../../engine/local/interpreter/world.ts';
import { inCloud } from '../../engine/playback/in-cloud.ts';
import { inMemory } from '../../engine/playback/in-memory.ts';
import { type Played, type PlayOptions, play, type StartWorld } from '../../engine/playback/play.ts';
import type { RecordedEvents } from '../../engine/playback/read-events.ts';
import { recognizeLine } from '../../engine/playback/recognize-line.ts';
import { arrivalsOf } from '../../faults/arrivals.ts';
import type { RandomCase } from '../../faults/random-case.ts';

export type WorldlessPlay = Omit<PlayOptions, 'catalog' | 'journeys' | 'start'> & { project: Project; seed?: number };

/** Plays in the memory world. */
export const playInMemory = (played: WorldlessPlay, observe?: (entered: StateEntered) => void): Promise<Played> =>
  inFolder(played, ({ project, seed }) => inMemory({ project, seed, ...(observe && { observe }) }));

/** Plays in both worlds, and requires that both tell the same of everything. */
export const playInBoth = async (played: WorldlessPlay): Promise<Played> => {
  const inTheFast = await playInMemory(played);
  const inTheFaithful = await inFolder(played, beginning => inCloud({ ...beginning, dynamodb: 'embedded' }));
  expect(comparable(inTheFast)).toEqual(comparable(inTheFaithful));
  return inTheFast;
};

interface Beginning {
  project: Project;
  seed: number;
  buildFolder: string;
}

const inFolder = async (
  { project, seed = 1, ...options }: WorldlessPlay,
  start: (beginning: Beginning) => StartWorld,
): Promise<Played> => {
  const buildFolder = await mkdtemp(join(tmpdir(), 'daymark-world-'));
  const journeys = project.journeys.map(({ definition }) => definition);
  try {
    return await play({ ...options, journeys, catalog: project.catalog, start: start({ project, seed, buildFolder }) });
  } finally {
    await rm(buildFolder, { recursive: true });
  }
};

/** All that a play tells, as data. */
const comparable = ({ executions, metrics, ...told }: Played) => ({
  ...told,
  executions: executions.map(
    ({ arn, input, status, output, error, cause, startedAt, stoppedAt, transitions, history }) => ({
      ...{ arn, input, status, output, error, cause, startedAt, stoppedAt, transitions, history },
    }),
  ),
  metrics: [...metrics].sort(),
});

/** A random case of journeys, accounts and events, to be played; some mails are refused in it. */
export const playOf = (drawn: RandomCase, seed: number): WorldlessPlay => ({
  project: drawn.project,
  seed,
  recorded: recordedOf(drawn),
  prepare: world => world.mailbox.failNext({ kind: 'reject', match: drawn.refuses, times: Number.POSITIVE_INFINITY }),
});

const recordedOf = ({ events }: RandomCase): RecordedEvents => {
  const arriving = arrivalsOf(events).map(({ happening, at }, index) => {
    const text = JSON.stringify(happening.event);
    const line = recognizeLine(text);
    if ('what' in line) throw new Error(`No event: ${text}`);
    return { ...line, at, text, file: 'random', line: index + 1 };
  });
  return { events: arriving.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.line - b.line)), rejected: [] };
};
