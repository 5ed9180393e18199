import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledTemplate } from '../../definition/compiled-template.ts';
import type { JourneyPicture } from '../../definition/journey-picture.ts';
import type { Build } from '../../ports/ports.ts';

/** The build's files, read from the directory that the handlers ship with. Each file is read once. */
export const buildDirectory = (directory: string): Build => {
  const json = once(
    async (path: string): Promise<unknown> => JSON.parse(await readFile(join(directory, path), 'utf8')),
  );
  const locales = once((hash: string) => localesOf(directory, hash));
  // The build wrote these files from the same types.
  const read = <Content>(path: string) => json(path) as Promise<Content>;
  const template = (hash: string, locale: string) => read<CompiledTemplate>(join('templates', hash, `${locale}.json`));
  const picture = once((journey: string) => pictureIn(directory, journey));
  return {
    journeys: () => read('journeys.json'),
    itineraries: () => read('itineraries.json'),
    journeySizes: () => read('journey-sizes.json'),
    catalog: () => read('catalog.json'),
    team: () => read('team.json'),
    pools: () => read('pools.json'),
    playbooks: () => read('playbooks.json'),
    templates: () => read('templates.json'),
    template: async (hash, wanted) => {
      const available = await locales(hash);
      const locale = [...wanted, 'en'].find(each => available.includes(each));
      if (!locale) {
        throw new Error(
          `Template ${hash} has none of the locales ${[...wanted, 'en'].join(', ')}. It has ${available.join(', ')}.`,
        );
      }
      return template(hash, locale);
    },
    samples: () => read('samples.json'),
    picture,
    translations: async hash => Promise.all((await locales(hash)).map(locale => template(hash, locale))),
  };
};

const pictureIn = async (directory: string, journey: string): Promise<JourneyPicture | undefined> => {
  const folder = join(directory, 'pictures');
  const drawn: readonly string[] = await readdir(folder).catch(() => []);
  return drawn.includes(`${journey}.json`)
    ? (JSON.parse(await readFile(join(folder, `${journey}.json`), 'utf8')) as JourneyPicture)
    : undefined;
};

const localesOf = async (directory: string, hash: string): Promise<string[]> => {
  const files = await readdir(join(directory, 'templates', hash)).catch((error: Error) => {
    throw new Error(
      `Template ${hash} is not in the build. Enrollments keep the content they started with: keep templates/${hash} until they have ended.`,
      { cause: error },
    );
  });
  return files.filter(file => file.endsWith('.json')).map(file => file.slice(0, -'.json'.length));
};

/** Caches reads; a failed read is tried again by the next call. */
const once = <Value>(read: (key: string) => Promise<Value>): ((key: string) => Promise<Value>) => {
  const reads = new Map<string, Promise<Value>>();
  return key => {
    const known = reads.get(key) ?? read(key);
    reads.set(key, known);
    known.catch(() => reads.delete(key));
    return known;
  };
};
