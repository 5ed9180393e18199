import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Project } from '../../build/build-project.ts';
import { root } from '../../build/root.ts';
import type { PlayedSide } from '../../diff/effect/played-side.ts';
import { canonicalJson } from '../../journey/content-hash.ts';
import type { ToPlay } from './play-side.ts';

/** How many plays are kept. */
const kept = 6;

/** File of a play, named by all that it comes of: events, all that a project consists of, and the engine. */
export const sideFile = async (project: Project, what: ToPlay): Promise<string> => {
  const { journeys, catalog, team, pools, compiled, playbooks } = project;
  const hash = createHash('sha256');
  const templates = [...compiled].map(([name, locales]) => [name, [...locales]]);
  const definitions = journeys.map(({ definition }) => definition);
  hash.update(canonicalJson({ definitions, catalog, team, pools, templates, playbooks, ...what, files: [] }));
  for (const file of what.files) hash.update(await readFile(file));
  hash.update(await engineHash());
  return resolve('.daymark', 'diff', `${hash.digest('hex').slice(0, 24)}.play`);
};

/** Of every source that a play may run. */
const engineHash = async (): Promise<string> => {
  const hash = createHash('sha256');
  for (const place of ['engine', 'functions']) {
    const files = (await readdir(join(root, place), { recursive: true })).filter(file => /\.[jt]s$/.test(file)).sort();
    for (const file of files) hash.update(file).update(await readFile(join(root, place, file)));
  }
  return hash.digest('hex');
};

export const readSide = async (file: string): Promise<PlayedSide | undefined> => {
  if (!existsSync(file)) return undefined;
  const now = new Date(performance.timeOrigin + performance.now());
  await utimes(file, now, now);
  return deserialize(zstdDecompressSync(await readFile(file))) as PlayedSide;
};

/** Whole or not at all: two processes may write the same. The oldest beyond the last few go. */
export const writeSide = async (file: string, side: PlayedSide): Promise<void> => {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, zstdCompressSync(serialize(side)));
  await rename(draft, file);
  const plays = (await readdir(dirname(file)))
    .filter(name => name.endsWith('.play'))
    .map(name => join(dirname(file), name));
  const byAge = await Promise.all(plays.map(async play => ({ play, at: (await stat(play)).mtimeMs })));
  for (const { play } of byAge.sort((a, b) => b.at - a.at).slice(kept)) await rm(play, { force: true });
};
