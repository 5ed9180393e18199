import type { Project } from '../../build/build-project.ts';
import type { Instant } from '../../kernel/instant.ts';
import { drainJourney } from '../../operate/turn-switches.ts';
import { inMemory } from '../in-memory.ts';
import { type Played, type PlayOptions, play } from '../play.ts';
import type { RecordedEvents } from '../read-events.ts';
import { firesBySilence } from './known-ahead.ts';

export interface AheadOptions extends Pick<PlayOptions, 'recorded' | 'progress'> {
  project: Project;
  seed: number;
  /** From when on events are not known. */
  at: Instant;
  until: Instant;
}

/**
 * Plays the events up to `at`, and then on without any. From the last of them on, journeys whose signals silence alone makes fire are
 * closed, as `daymark drain` closes them: what usage would have come is not known, so its absence is no news.
 */
export const playAhead = async ({ project, seed, at, until, recorded, progress }: AheadOptions): Promise<Played> => {
  const known: RecordedEvents = { ...recorded, events: recorded.events.filter(event => event.at <= at) };
  const journeys = project.journeys.map(({ definition }) => definition);
  const silent = journeys.filter(firesBySilence);
  const start = inMemory({ project, seed });
  return play({
    recorded: known,
    journeys,
    catalog: project.catalog,
    until,
    ...(progress && { progress }),
    start: async startAt => {
      const world = await start(startAt);
      world.at(known.events.at(-1)?.at ?? at, async () => {
        for (const { id } of silent) await drainJourney(id, world.operator());
      });
      return world;
    },
  });
};
