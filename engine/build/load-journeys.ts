import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { registerHooks } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CatalogData } from '../definition/catalog.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import type { Pools } from '../definition/pool.ts';
import type { Team } from '../definition/team.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';

export interface LoadedJourneys {
  journeys: readonly { file: string; definition: JourneyDefinition }[];
  catalog: CatalogData;
  /** Empty if the folder has no team.ts. */
  team: Team;
  /** Empty if team.ts exports none. */
  pools: Pools;
  /** Errors of files that yielded no journey. */
  faults: readonly JourneyFileError[];
}

/** A file of the journeys folder that cannot be used. `message` is the file and the problem, `fix` the remedy. */
export class JourneyFileError extends Error {
  override readonly name = 'JourneyFileError';
  readonly fix: string;
  readonly file: string;
  constructor(file: string, what: string, fix: string, { cause, line }: { cause?: unknown; line?: number } = {}) {
    super(`${line === undefined ? file : `${file}:${line}`}: ${what}`, { cause });
    this.file = file;
    this.fix = fix;
  }
}

/**
 * The files of the folder that are not journeys. Every other `<name>.ts` is one; `<name>.test.ts` and the like are not.
 */
export const sharedFiles: ReadonlySet<string> = new Set([
  'catalog.ts',
  'topics.ts',
  'policy.ts',
  'team.ts',
  'index.ts',
]);

/**
 * Runs the authoring code once and keeps the data it returns.
 * @throws JourneyFileError for a folder or a catalog that can't be used
 */
export const loadJourneys = async (folder: string): Promise<LoadedJourneys> => {
  const files = await filesOf(folder);
  const catalog = await loadCatalog(join(folder, 'catalog.ts'));
  const { team, pools } = await loadTeam(join(folder, 'team.ts'));
  const journeys: { file: string; definition: JourneyDefinition }[] = [];
  const faults: JourneyFileError[] = [];
  for (const file of files) {
    try {
      journeys.push({ file, definition: await loadJourney(file) });
    } catch (error) {
      if (!(error instanceof JourneyFileError)) throw error;
      // Several journeys may import the file that throws.
      if (!faults.some(({ message }) => message === error.message)) faults.push(error);
    }
  }
  return { journeys, catalog, team, pools, faults };
};

const filesOf = async (folder: string): Promise<string[]> => {
  const names = await readdir(folder).catch(() => {
    throw new JourneyFileError(
      folder,
      'there is no such folder',
      'name the folder of your journeys with --journeys <dir>',
    );
  });
  const files = names.filter(name => /^[^.]+\.ts$/.test(name) && !sharedFiles.has(name)).sort();
  if (files.length === 0)
    throw new JourneyFileError(folder, 'holds no journey', 'write one journey per .ts file; README.md shows how');
  return files.map(name => join(folder, name));
};

/** Loads the catalog alone, also without any journey. @throws JourneyFileError */
export const loadCatalog = async (file: string): Promise<CatalogData> => {
  if (!existsSync(file))
    throw new JourneyFileError(file, 'there is no such file', 'write the catalog of events that the journeys use');
  const { catalog } = await importFile(file);
  const data = (catalog as { data?: CatalogData } | undefined)?.data;
  if (!data) throw new JourneyFileError(file, 'exports no catalog', 'export the result of defineCatalog as `catalog`');
  return data;
};

const loadTeam = async (file: string): Promise<{ team: Team; pools: Pools }> => {
  if (!existsSync(file)) return { team: [], pools: [] };
  const { team, pools = [] } = await importFile(file);
  if (!Array.isArray(team))
    throw new JourneyFileError(file, 'exports no team', 'export the result of defineTeam as `team`');
  if (!Array.isArray(pools))
    throw new JourneyFileError(
      file,
      'exports no pools as `pools`',
      'write `export const { pools, pool } = definePools(team, {...})`',
    );
  return { team: team as Team, pools: pools as Pools };
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
    const what = `threw while loading: ${message
      .trim()
      .replace(/\.$/, '')
      .replaceAll(/\s*\n\s*/g, ' ')}`;
    const place = (await placeOfImport(error, dirname(resolve(file)))) ?? placeOf(error, dirname(resolve(file)));
    if (place === undefined)
      throw new JourneyFileError(file, what, `fix ${basename(file)}, or run with --debug to see where it threw`, {
        cause: error,
      });
    const imported = place.hint ?? (await misimported(error, join(dirname(resolve(file)), place.file)));
    const fix = imported
      ? `fix line ${place.line} of ${basename(place.file)}: ${imported}`
      : isWronglyCalled(error)
        ? `fix line ${place.line} of ${basename(place.file)}: a word of the journey language lacks an argument there, or got one that it does not take; \`npx tsc --noEmit\` and your editor say which`
        : `fix line ${place.line} of ${basename(place.file)}; --debug shows the whole stack`;
    const at = join(dirname(file), place.file);
    throw new JourneyFileError(at, what, fix, { cause: error, line: place.line });
  }
};

/** For a name that a module does not export: where it comes from, or the name that was meant. */
const misimported = async (error: unknown, file: string): Promise<string | undefined> => {
  const missing = error instanceof SyntaxError ? missingExport.exec(error.message)?.groups : undefined;
  if (missing === undefined) return undefined;
  const { module = '', name = '' } = missing;
  if (name in ((await import(/* @vite-ignore */ engine)) as object)) return `import \`${name}\` from 'daymark' instead`;
  if (!module.startsWith('.')) return undefined;
  const known = await import(/* @vite-ignore */ new URL(module, pathToFileURL(file)).href).catch(() => undefined);
  return known && didYouMean(name, Object.keys(known as object)).replace(/^D/, 'd');
};

const missingExport = /module '(?<module>[^']+)' does not provide an export named '(?<name>\w+)'/;

/** Whether the engine itself threw a TypeError, because of wrong arguments that no `AuthoringError` has reported. */
const isWronglyCalled = (error: unknown): boolean => {
  const [thrownAt = ''] = error instanceof TypeError ? (error.stack?.match(/^\s+at .*file:.*$/m) ?? []) : [];
  return thrownAt.includes(engineFolder);
};

const engineFolder = pathToFileURL(resolve(import.meta.dirname, '..')).href;

interface Place {
  file: string;
  line: number;
  hint?: string;
}

/** The line that imports a module that is not there, whose error has no stack, with the file that may be meant. */
const placeOfImport = async (error: unknown, folder: string): Promise<Place | undefined> => {
  const { path: missing = '', importer = '' } = (error instanceof Error && notFound.exec(error.message)?.groups) || {};
  const file = relative(folder, importer);
  if (importer === '' || file.startsWith('..')) return undefined;
  const lines = (await readFile(importer, 'utf8')).split('\n');
  const written = (specifier: string) =>
    specifier === missing || (specifier.startsWith('.') && resolve(dirname(importer), specifier) === missing);
  const line = lines.findIndex(text => [...text.matchAll(/['"]([^'"]+)['"]/g)].some(([, each = '']) => written(each)));
  if (line < 0) return undefined;
  const beside = await readdir(dirname(missing)).catch(() => []);
  const others = beside.filter(name => join(dirname(missing), name) !== importer);
  const hint = didYouMean(basename(missing), others).replace(/^D/, 'd');
  return { file, line: line + 1, ...(hint.startsWith('did') && { hint }) };
};

const notFound = /^Cannot find (?:module|package) '(?<path>[^']+)' imported from (?<importer>.+)$/;

/** The first location in the folder on an error's stack, which a syntax error has, too. */
const placeOf = (error: unknown, folder: string): Place | undefined => {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  for (const [, path = '', line] of stack.matchAll(/(?:file:\/\/)?(\/[^\s():]+\.ts):(\d+)/g)) {
    const file = relative(folder, decodeURIComponent(path));
    if (!file.startsWith('..')) return { file, line: Number(line) };
  }
  return undefined;
};

/** What journeys import as `daymark`. */
const engine = new URL('../index.ts', import.meta.url).href;

let resolves = false;
/**
 * Resolves imports of our packages to this engine from any folder, because a journeys folder may lie outside the
 * package.
 */
const resolveEngineEverywhere = (): void => {
  if (resolves) return;
  resolves = true;
  registerHooks({
    resolve: (specifier, context, next) => {
      if (specifier === '#engine' || specifier === 'daymark') return { url: engine, shortCircuit: true };
      try {
        return next(specifier, context);
      } catch (error) {
        if (/^[./]|^\w+:/.test(specifier)) throw error;
        try {
          return next(specifier, { ...context, parentURL: engine });
        } catch {
          throw error;
        }
      }
    },
  });
};
