import { fileURLToPath } from 'node:url';
import type { AskedOfPlay } from './ask-play-process.ts';
import { verbJson, verbRunner } from './run-verb.ts';

/**
 * The answer of a view of the console at the end of the last play, which is played once more in a process of its own: it reads
 * journeys as they are now.
 * @throws UserError where there is no play, or its journeys changed since
 */
export const askPlay = (asked: Omit<AskedOfPlay, 'folder'>): Promise<unknown> =>
  verbJson(verbRunner(fileURLToPath(new URL('./ask-play-process.ts', import.meta.url))), [
    JSON.stringify({ folder: '.daymark', ...asked } satisfies AskedOfPlay),
  ]);
