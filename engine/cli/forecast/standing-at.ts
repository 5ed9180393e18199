import type { Project } from '../../build/build-project.ts';
import type { Instant } from '../../kernel/instant.ts';
import type { KeptMemory } from '../../memory/memory-world.ts';
import { playUntil } from '../../playback/forecast/play-ahead.ts';
import type { PlayOptions } from '../../playback/play.ts';
import { type EventsToPlay, playedFrom, readEventsToPlay } from '../backtest/last-play.ts';
import { UserError } from '../user-error.ts';
import { packStanding, readStanding, standingFile, writeStanding } from './standing-file.ts';

/**
 * The state of the world at the last event up to an instant: from the cache of an earlier play, or played now.
 * @throws UserError if the instant is before the first event
 */
export const standingAt = async (
  of: { project: Project; seed: number },
  { events, at, show }: { events: EventsToPlay; at: Instant | undefined; show: NonNullable<PlayOptions['progress']> },
): Promise<KeptMemory> => {
  const file = await standingFile(of.project, {
    ...playedFrom(events),
    seed: of.seed,
    ...(at !== undefined && { until: at }),
  });
  const known = await readStanding(file);
  if (known) return known;
  const recorded = await readEventsToPlay(events);
  const [first = '', last = ''] = [recorded.events[0]?.at, recorded.events.at(-1)?.at];
  if (at !== undefined && at < first)
    throw new UserError(`--at is before the first event, at ${first}`, `name an instant at or after ${first}`, 2);
  const played = await playUntil(of, { recorded, at: at ?? last, progress: show });
  await writeStanding(file, packStanding(played));
  return played;
};
