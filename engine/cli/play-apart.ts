import { fork } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import { fileURLToPath } from 'node:url';
import { endWithUs } from '../local/end-with-us.ts';
import type { PlayProgress } from '../playback/play.ts';
import type { Apart, SaidApart } from './play-apart-process.ts';
import { UserError } from './user-error.ts';

/** The timeline, line by line, or why there is none on this machine. */
export type PlayedApart = { timeline: readonly string[] } | { unavailable: UserError };

/** Plays in the cloud world, in a process of its own: a process has one virtual clock, and the machine has other cores. */
export const playApart = (
  what: Apart,
  show: (now: PlayProgress) => void,
): { played: Promise<PlayedApart>; stop(): void } => {
  const child = fork(fileURLToPath(new URL('./play-apart-process.ts', import.meta.url)), [JSON.stringify(what)], {
    env: { ...process.env, NODE_COMPILE_CACHE: getCompileCacheDir() ?? process.env.NODE_COMPILE_CACHE },
  });
  const forget = endWithUs(() => child.kill());
  const played = new Promise<PlayedApart>((resolve, reject) => {
    child.on('message', (said: SaidApart) => {
      if ('progress' in said) show(said.progress);
      else if ('timeline' in said) resolve(said);
      else {
        const error = new UserError(said.what, said.fix);
        if (said.isUnavailable) resolve({ unavailable: error });
        else reject(error);
      }
    });
    child.on('error', reject);
    // By then all that it said has arrived, which is not so when it exits.
    child.on('disconnect', () => reject(new Error('The play on the local cloud broke off.')));
  }).finally(forget);
  // It may fail before anybody waits for it.
  played.catch(() => undefined);
  return { played, stop: () => child.kill() };
};
