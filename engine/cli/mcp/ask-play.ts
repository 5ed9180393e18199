import { fileURLToPath } from 'node:url';
import type { AskedOfPlay } from './ask-play-process.ts';
import { verbJson, verbRunner } from './run-verb.ts';

/**
 * Returns a view of the console at the end of the last play. Plays it again in another process, so that the current
 * journeys are loaded. @throws UserError if there is no play, or its journeys have changed since
 */
export const askPlay = (asked: Omit<AskedOfPlay, 'folder'>): Promise<unknown> =>
  verbJson(verbRunner(fileURLToPath(new URL('./ask-play-process.ts', import.meta.url))), [
    JSON.stringify({ folder: '.daymark', ...asked } satisfies AskedOfPlay),
  ]);
