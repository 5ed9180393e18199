import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { constants, gunzip, gzip } from 'node:zlib';
import type { RecordedEvent } from './read-events.ts';

/** Saves the events of a play unchanged, one per line, gzipped. */
export const keepEvents = async (file: string, events: readonly Pick<RecordedEvent, 'text'>[]): Promise<void> => {
  const lines = events.map(({ text }) => `${text.trim()}\n`).join('');
  await writeFile(file, await promisify(gzip)(lines, { level: constants.Z_BEST_SPEED }));
};

/** The lines of such a file. */
export const keptEvents = async (file: string): Promise<string[]> => {
  const lines = (await promisify(gunzip)(await readFile(file))).toString('utf8').split('\n');
  return lines.filter(line => line !== '');
};
