import { readdir } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogData } from '../domain/catalog.ts';
import type { JourneyDefinition } from '../domain/journey-definition.ts';

export interface LoadedJourneys {
  journeys: readonly { file: string; definition: JourneyDefinition }[];
  catalog: CatalogData;
}

/** A file of the journeys folder that cannot be used: which, what, and how to fix it. */
export class JourneyFileError extends Error {
  override readonly name = 'JourneyFileError';
  readonly fix: string;
  constructor(file: string, what: string, fix: string, cause?: unknown) {
    super(`${file}: ${what}`, { cause });
    this.fix = fix;
  }
}

/** Every `.ts` file of the folder is a journey, but for those that journeys share. */
const shared = new Set(['catalog.ts', 'policy.ts', 'index.ts']);

/**
 * Runs the authoring code once and keeps the data it returns.
 * @throws JourneyFileError for a folder or file that can't be used.
 */
export const loadJourneys = async (folder: string): Promise<LoadedJourneys> => {
  const files = await filesOf(folder);
  const catalog = await loadCatalog(join(folder, 'catalog.ts'));
  const journeys: { file: string; definition: JourneyDefinition }[] = [];
  for (const file of files) journeys.push({ file, definition: await loadJourney(file) });
  return { journeys, catalog };
};

const filesOf = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => {
    throw new JourneyFileError(
      folder,
      'there is no such folder',
      'name the folder of your journeys with --journeys <dir>',
    );
  });
  const files = names.filter(name => name.endsWith('.ts') && !name.endsWith('.d.ts') && !shared.has(name)).sort();
  if (files.length === 0)
    throw new JourneyFileError(folder, 'holds no journey', 'write one journey per .ts file; README.md shows how');
  return files.map(name => join(folder, name));
};

const loadCatalog = async (file: string): Promise<CatalogData> => {
  const { catalog } = await importFile(file);
  const data = (catalog as { data?: CatalogData } | undefined)?.data;
  if (!data) throw new JourneyFileError(file, 'exports no catalog', 'export the result of defineCatalog as `catalog`');
  return data;
};

const loadJourney = async (file: string): Promise<JourneyDefinition> => {
  const definition = (await importFile(file)).default as JourneyDefinition | undefined;
  if (definition?.format !== 1) {
    throw new JourneyFileError(
      file,
      'exports no journey',
      "end the file's journey with `export default journey('<id>', {...})`, or move it out of the folder if it is not one",
    );
  }
  return definition;
};

const importFile = async (file: string): Promise<Record<string, unknown>> => {
  resolveEngineEverywhere();
  try {
    return (await import(/* @vite-ignore */ pathToFileURL(resolve(file)).href)) as Record<string, unknown>;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new JourneyFileError(
      file,
      `threw while loading: ${message}`,
      `mend ${basename(file)}, or run with --debug to see where it threw`,
      error,
    );
  }
};

let resolves = false;
/** `#engine` is known inside this package only; a folder of journeys may lie anywhere. */
const resolveEngineEverywhere = (): void => {
  if (resolves) return;
  resolves = true;
  const engine = new URL('../index.ts', import.meta.url).href;
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '#engine' ? { url: engine, shortCircuit: true } : next(specifier, context),
  });
};
