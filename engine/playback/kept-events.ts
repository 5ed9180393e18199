import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { RecordedEvent } from './read-events.ts';

/** Keeps the events of a play beside it, as they were written: `gunzip` makes a file of them that can be played. */
export const keepEvents = async (file: string, events: readonly Pick<RecordedEvent, 'text'>[]): Promise<void> => {
  const lines = events.map(({ text }) => `${text.trim()}\n`).join('');
  await writeFile(file, await promisify(gzip)(lines, { level: constants.Z_BEST_SPEED }));
};

/** Their lines. */
export const keptEvents = async (file: string): Promise<string[]> => {
  const lines = (await promisify(gunzip)(await readFile(file))).toString('utf8').split('\n');
  return lines.filter(line => line !== '');
};
