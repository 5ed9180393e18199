import { type ChildProcess, fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Project, Sources } from '../../build/build-project.ts';
import type { PlayedSide } from '../../diff/effect/played-side.ts';
import { endWithUs } from '../../local/end-with-us.ts';
import type { PlayOptions } from '../../playback/play.ts';
import { progress, progressText } from '../../playback/progress.ts';
import { type PlayPart, playChanged } from './play-changed.ts';
import type { PartToPlay } from './play-part-process.ts';
import { playSide, type ToPlay } from './play-side.ts';
import type { SideToPlay } from './play-side-process.ts';
import { readSide, sideFile, writeSide } from './side-cache.ts';

/** A version of the project, with the sources it was built from. */
export interface Side {
  project: Project;
  sources: Sources;
}

/**
 * Plays two versions on the same events: the base in another process. Cached plays are reused; with one of the base, of
 * the new version only the accounts that the change concerns are played.
 */
export const playBoth = async (
  base: Side,
  now: Side,
  what: ToPlay,
): Promise<{ before: PlayedSide; after: PlayedSide }> => {
  const [baseFile, file] = [await sideFile(base.project, what), await sideFile(now.project, what)];
  const [known, knownNow] = [await readSide(baseFile), await readSide(file)];
  const elsewhere = known ? undefined : playElsewhere({ ...what, sources: base.sources, file: baseFile });
  const bar = progress();
  try {
    const shows: PlayOptions['progress'] = at => bar.show(`Playing both versions: ${progressText(at)}`);
    const fromBase =
      known &&
      !knownNow &&
      (await playChanged({ project: base.project, side: known }, now.project, what, {
        parallel: { parts, play: playingParts({ ...what, sources: now.sources, base: baseFile }) },
        progress: shows,
      }));
    if (fromBase && 'whole' in fromBase) {
      bar.clear();
      console.error(`Every account is played, which takes longer: ${fromBase.whole}.`);
    }
    const after =
      knownNow ?? (fromBase && 'side' in fromBase ? fromBase.side : await playSide(now.project, what, shows));
    if (!knownNow) await writeSide(file, after);
    await elsewhere?.done;
    const before = known ?? (await readSide(baseFile));
    if (!before) throw new Error('The play of the base broke off.');
    return { before, after };
  } finally {
    bar.clear();
    elsewhere?.stop();
  }
};

/** Starting a process takes about as long as playing this many events. */
const worthAProcess = 10_000;

const parts = (events: number): number =>
  Math.max(1, Math.min(availableParallelism(), Math.floor(events / worthAProcess)));

const playingParts =
  (what: Omit<PartToPlay, 'accounts'>): PlayPart =>
  async accounts => {
    const { child, done } = start('./play-part-process.ts', { ...what, accounts: [...accounts] } satisfies PartToPlay);
    let side: PlayedSide | undefined;
    child.on('message', played => {
      side = played as PlayedSide;
    });
    await done;
    if (!side) throw new Error('The play of a part broke off.');
    return side;
  };

const playElsewhere = (what: SideToPlay): { done: Promise<void>; stop(): void } =>
  start('./play-side-process.ts', what);

/** Runs a program of this folder that plays. Its only argument is JSON; it may send data of any kind. */
const start = (program: string, what: unknown): { child: ChildProcess; done: Promise<void>; stop(): void } => {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), [JSON.stringify(what)], {
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() ?? process.env.NODE_COMPILE_CACHE },
    serialization: 'advanced',
  });
  const stop = () => void child.kill();
  const forget = endWithUs(stop);
  const done = new Promise<void>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', code => (code === 0 ? resolve() : reject(new Error('A play in another process broke off.'))));
  }).finally(forget);
  // It may fail before the caller awaits it.
  done.catch(() => undefined);
  return { child, done, stop };
};
