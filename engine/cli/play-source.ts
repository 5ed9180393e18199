import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deployedApp } from '../assembly/deployed-app.ts';
import { readAssembly } from '../assembly/read-assembly.ts';
import { endWithUs } from '../local/end-with-us.ts';
import { localPlace } from '../local/load-app.ts';
import { type Played, type PlayOptions, play } from '../playback/play.ts';
import { type RecordedEvents, type RejectedLine, readEvents } from '../playback/read-events.ts';
import { catalogOf, journeysOf, type Source } from '../playback/source.ts';
import { type WatchedFunnels, watchFunnels } from '../why/watch-funnels.ts';
import type { InWorld } from './in-world.ts';
import { lastEvent, type PlayingOptions } from './playing-options.ts';
import { openSoundProject } from './project.ts';
import { UserError } from './user-error.ts';
import { type WarmStart, watchForWarmStart } from './warm-start.ts';

/** A play with its inputs. */
export interface FilesPlayed {
  files: readonly string[];
  source: Source;
  recorded: RecordedEvents;
  played: Played;
  /** How far accounts got that did not enter a journey; absent for a play of `cdk.out`. */
  funnels?: WatchedFunnels;
  /** Data that other verbs start from; only for a last play in memory. */
  warmStart?: WarmStart;
  /** Start of the play, from `performance.now()`. */
  started: number;
}

/**
 * Plays recorded events. The handlers' build goes to its own folder, so that simultaneous plays don't interfere.
 * @param isLast it becomes the last play, which other verbs start from
 */
export const playSource = async (
  source: Source,
  files: readonly string[],
  { seed, until: stop }: Pick<PlayingOptions, 'seed' | 'until'>,
  inWorld: InWorld,
  { show, isLast = false }: { show?: PlayOptions['progress'] | undefined; isLast?: boolean } = {},
): Promise<FilesPlayed> => {
  const started = performance.now();
  const recorded = await readEvents(files);
  if (recorded.events.length === 0) return { files, source, recorded, played: nothingOf(recorded.rejected), started };
  const until = stop === lastEvent ? recorded.events.at(-1)?.at : stop;
  const first = recorded.events[0]?.at;
  if (until !== undefined && first !== undefined && until < first)
    throw new UserError(`--until ${until} is before the first event, at ${first}`, 'use a later instant', 2);
  const buildFolder = await mkdtemp(join(tmpdir(), 'daymark-'));
  const cleanUp = () => rmSync(buildFolder, { recursive: true, force: true });
  const forget = endWithUs(cleanUp);
  const funnels = 'project' in source ? watchFunnels() : undefined;
  const warmStart = isLast && 'project' in source ? watchForWarmStart(source.project, inWorld) : undefined;
  try {
    const played = await play({
      recorded,
      journeys: journeysOf(source),
      catalog: catalogOf(source),
      start: (warmStart?.inWorld ?? inWorld)({ ...source, buildFolder, seed }),
      ...(until && { until }),
      ...(funnels && { watch: funnels }),
      ...(warmStart && { atLast: warmStart.atLast }),
      ...(show && { progress: show }),
    });
    const kept = await warmStart?.end(played);
    return { files, source, recorded, played, ...(funnels && { funnels }), ...(kept && { warmStart: kept }), started };
  } finally {
    forget();
    cleanUp();
  }
};

export const sourceOf = async (options: Pick<PlayingOptions, 'from' | 'journeys' | 'journey'>): Promise<Source> =>
  options.from === undefined
    ? { project: await openSoundProject(options) }
    : { app: deployedApp(readAssembly(options.from), localPlace) };

const nothingOf = (rejected: RejectedLine[]): Played => ({
  lines: [],
  health: [],
  answers: [],
  facts: [],
  changes: [],
  segments: [],
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
