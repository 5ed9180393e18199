import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../local/end-with-us.ts';
import type { PlayProgress } from '../playback/play.ts';
import type { Compared, Said, ToCompare } from './compare-worlds-process.ts';

/** Plays a file in both worlds in another process: a process has one virtual clock, and this uses a second core. */
export const compareWorlds = (
  what: ToCompare,
  show: (now: PlayProgress) => void,
): { compared: Promise<Compared>; stop(): void } => {
  const child = fork(fileURLToPath(new URL('./compare-worlds-process.ts', import.meta.url)), [JSON.stringify(what)], {
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() ?? process.env.NODE_COMPILE_CACHE },
  });
  const stop = () => void child.kill();
  const forget = endWithUs(stop);
  const compared = new Promise<Compared>((resolve, reject) => {
    child.on('message', (said: Said) => {
      if ('progress' in said) show(said.progress);
      else if ('failure' in said) reject(Object.assign(new Error(said.failure), said));
      else resolve(said);
    });
    child.on('error', reject);
    // Not on `exit`: messages may still be on their way then.
    child.on('disconnect', () => reject(new Error('The play in both worlds broke off.')));
  }).finally(forget);
  // It may fail before the caller awaits it.
  compared.catch(() => undefined);
  return { compared, stop };
};
