import type { Project } from '../../build/build-project.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { KeptMemory } from '../../memory/memory-world.ts';
import { drainJourney } from '../../operate/turn-switches.ts';
import { inMemory } from '../in-memory.ts';
import { type Played, type PlayOptions, play } from '../play.ts';
import type { RecordedEvents } from '../read-events.ts';
import { firesBySilence } from './known-ahead.ts';

interface OfProject {
  project: Project;
  seed: number;
}

/** Plays the events up to an instant, and returns the state of the world at the last of them. */
export const playUntil = async (
  { project, seed }: OfProject,
  { recorded, at, progress }: Pick<PlayOptions, 'recorded' | 'progress'> & { at: Instant },
): Promise<KeptMemory> => {
  const start = inMemory({ project, seed });
  let keep: (() => KeptMemory | undefined) | undefined;
  await play({
    recorded,
    journeys: project.journeys.map(({ definition }) => definition),
    catalog: project.catalog,
    until: recorded.events.findLast(event => event.at <= at)?.at ?? at,
    ...(progress && { progress }),
    start: async startAt => {
      const world = await start(startAt);
      keep = world.keepAll;
      return world;
    },
  });
  const kept = keep?.();
  if (kept === undefined) throw new Error('The play ended while something happened.');
  return kept;
};

/**
 * Continues from that state without events. Journeys whose signals fire on silence are closed, as by `daymark drain`:
 * future usage is unknown, so its absence means nothing.
 */
export const playAhead = async (
  { project, seed }: OfProject,
  kept: KeptMemory,
  { until, progress }: Pick<PlayOptions, 'progress'> & { until: Instant },
): Promise<Played> => {
  const journeys = project.journeys.map(({ definition }) => definition);
  return play({
    recorded: nothing,
    journeys,
    catalog: project.catalog,
    until,
    ...(progress && { progress }),
    start: async () => {
      const world = await inMemory({ project, seed, kept })(kept.core.now);
      for (const { id } of journeys.filter(firesBySilence)) await drainJourney(id, world.operator());
      return world;
    },
  });
};

const nothing: RecordedEvents = { events: [], rejected: [] };
