import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, extname, join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Project } from '../build/build-project.ts';
import { root } from '../build/root.ts';
import { canonicalJson } from '../journey/content-hash.ts';
import { lazy } from '../kernel/memoize.ts';

/** The inputs of a play, apart from the project and the engine. */
export interface PlayedFrom {
  /** Event files. */
  files: readonly string[];
  seed: number;
  until?: string;
  /** Where the play ended that kept these events: later ones are not played. */
  end?: string;
}

/** Cache file of a play's outcome, named by a hash of its inputs: events, the project, and the engine. */
export const fileByContent = async (
  place: { folder: string; extension: string },
  project: Project,
  what: PlayedFrom,
): Promise<string> => {
  const { journeys, catalog, team, pools, compiled, playbooks } = project;
  const hash = createHash('sha256');
  const templates = [...compiled].map(([name, locales]) => [name, [...locales]]);
  const definitions = journeys.map(({ definition }) => definition);
  hash.update(canonicalJson({ definitions, catalog, team, pools, templates, playbooks, ...what, files: [] }));
  for (const file of what.files) hash.update(await readFile(file));
  hash.update(await engineHash());
  return resolve('.daymark', place.folder, `${hash.digest('hex').slice(0, 24)}${place.extension}`);
};

/** Hash of every source file that a play may run. */
const engineHash = lazy(async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const place of ['engine', 'functions']) {
    const files = (await readdir(join(root, place), { recursive: true })).filter(file => /\.[jt]s$/.test(file)).sort();
    for (const file of files) hash.update(file).update(await readFile(join(root, place, file)));
  }
  return hash.digest('hex');
});

/** Serializes and compresses plain data for a cache file. */
export const pack = (data: unknown): Buffer => zstdCompressSync(serialize(data));

/** `undefined` if the file doesn't exist. Marks the file as recently used. */
export const readPacked = async (file: string): Promise<unknown> => {
  if (!existsSync(file)) return undefined;
  const now = new Date(performance.timeOrigin + performance.now());
  await utimes(file, now, now);
  return deserialize(zstdDecompressSync(await readFile(file)));
};

/** Writes atomically, as two processes may write one file, then keeps the `most` newest files with its extension. */
export const writePacked = async (file: string, packed: Buffer, most: number): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, packed);
  await rename(draft, file);
  const others = (await readdir(dirname(file)))
    .filter(name => name.endsWith(extname(file)))
    .map(name => join(dirname(file), name));
  const byAge = await Promise.all(others.map(async other => ({ other, at: (await stat(other)).mtimeMs })));
  for (const { other } of byAge.sort((a, b) => b.at - a.at).slice(most)) await rm(other, { force: true });
};
