import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { loadCatalog } from '../../build/load-journeys.ts';
import { type JourneySketch, writeJourney } from '../../import/journey-sketch.ts';
import type { JourneyReader, JourneySource } from '../../import/sources/journey-source.ts';
import { journeySources } from '../../import/sources/journey-sources.ts';
import { uniqueNames } from '../../import/sources/source-names.ts';
import { nameOneOf } from '../../kernel/did-you-mean.ts';
import { compileTemplates } from '../../templates/compile-templates.ts';
import { generateTemplateTypes } from '../../templates/generate-template-types.ts';
import { playingDefaults } from '../playing-options.ts';
import { templatesOf } from '../project.ts';
import { UserError } from '../user-error.ts';
import { visible } from '../visible.ts';

interface Options {
  journeys: string;
  event: readonly string[];
  force?: true;
  dryRun?: true;
  json?: true;
}

/** `daymark import <tool> --json`, one entry per journey. */
export const carriedJson = z.array(
  z.strictObject({
    journey: z.string(),
    files: z.array(z.string()),
    notCarried: z.array(z.strictObject({ what: z.string(), why: z.string(), instead: z.string() })),
  }),
);

/** `daymark import <tool>`: converts journeys exported from other tools to files of this project. */
export const importJourneys = (verb: Command): void => {
  for (const [name, source] of Object.entries(journeySources))
    verb
      .command(`${name} <files...>`)
      .description(source.description)
      .option(
        '--event <there=here>',
        `name in the catalog of an event of ${source.title} (repeatable)`,
        (text: string, all: readonly string[]) => [...all, text],
        [],
      )
      .option('--journeys <dir>', 'folder of journeys, beside which templates lie', playingDefaults.journeys)
      .option('--force', 'overwrite existing files')
      .option('--dry-run', 'print the journeys, and write nothing')
      .option('--json', 'print what was written, and what could not be converted, as JSON')
      .addHelpText('after', `\nExample:\n  npx daymark import ${name} ${source.example}`)
      // With globals: `import` itself parses the options that both have.
      .action((files: readonly string[], _: unknown, command: Command) =>
        carryFiles(source, files, command.optsWithGlobals()),
      );
};

const carryFiles = async (source: JourneySource, files: readonly string[], options: Options): Promise<void> => {
  const exports = exportsIn(source, files);
  const catalog = await loadCatalog(join(options.journeys, 'catalog.ts'));
  const { infos } = await compileTemplates(templatesOf(options.journeys));
  const events = eventsSaid(options.event, Object.keys(catalog.events));
  const names = uniqueNames();
  const sketches = exports
    .journeys({ catalog, events, templates: new Set(infos.map(({ id }) => id)) })
    .map(sketch => ({ ...sketch, id: names.next(sketch.id) }));
  if (sketches.length === 0) throw new UserError('no journey in these files', source.exportBy, 2);
  const written = sketches.map(sketch => ({ sketch, files: filesOf(sketch, options.journeys) }));
  if (!options.dryRun)
    await write(
      written.flatMap(each => each.files),
      options,
    );
  if (options.json) {
    const data: z.input<typeof carriedJson> = written.map(({ sketch: { id, notes }, files: made }) => ({
      journey: id,
      files: made.map(({ file }) => file),
      notCarried: [...notes],
    }));
    process.stdout.write(`${JSON.stringify(data)}\n`);
    return;
  }
  for (const { sketch, files: made } of written) {
    if (options.dryRun) console.log(visible(made[0]?.content ?? ''));
    else for (const { file } of made) console.log(file);
    console.log(visible(describeNotes(sketch)));
  }
  if (!options.dryRun) console.log('Read it back with `npx daymark explain`, and see `npx daymark check`.');
};

const describeNotes = ({ id, notes }: JourneySketch): string =>
  notes.length === 0
    ? `\n${id}: converted completely.\n`
    : `\n${id}: not converted, or not exactly:\n${notes.map(({ what, why, instead }) => `  ${what}: ${why}; ${instead}.\n`).join('')}`;

interface Written {
  file: string;
  content: string;
}

const filesOf = (sketch: JourneySketch, journeys: string): Written[] => [
  { file: join(journeys, `${sketch.id}.ts`), content: writeJourney(sketch) },
  ...sketch.templates.map(({ id, locale = 'en', mjml }) => ({
    // Relative if the journeys folder was given as a relative path.
    file: join(
      isAbsolute(journeys) ? templatesOf(journeys) : relative('', templatesOf(journeys)),
      id,
      `${locale}.mjml`,
    ),
    content: mjml,
  })),
];

/** @throws UserError if a file exists, before anything is written */
const write = async (files: readonly Written[], { journeys, force }: Options): Promise<void> => {
  const beside = join(dirname(resolve(journeys)), 'templates');
  const writesTemplates = files.some(({ file }) => file.endsWith('.mjml'));
  if (writesTemplates && !existsSync(beside))
    throw new UserError(
      `these journeys have templates, and ${beside} doesn't exist: they would end up among Daymark's own`,
      'copy the folder `templates` there, with its index.ts, or name the --journeys of your own project (`npx daymark new`)',
      2,
    );
  const taken = files.find(({ file }) => existsSync(file));
  if (taken && !force)
    throw new UserError(`${taken.file} already exists`, 'add --force to overwrite it, or move it away');
  for (const { file, content } of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  if (!writesTemplates) return;
  const templates = templatesOf(journeys);
  const { infos } = await compileTemplates(templates);
  writeFileSync(join(templates, 'index.ts'), generateTemplateTypes(infos));
};

const exportsIn = (source: JourneySource, files: readonly string[]): JourneyReader => {
  const reader = source.open();
  for (const file of files)
    if (!reader.take(parsed(file)))
      throw new UserError(`${file} isn't a response of the API of ${source.title}`, source.takes, 2);
  return reader;
};

const parsed = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${file} cannot be read: ${code === 'ENOENT' ? 'no such file' : (code ?? 'it is not JSON')}`,
      'name JSON files that the tool exported',
      2,
    );
  }
};

const eventsSaid = (texts: readonly string[], known: readonly string[]): ReadonlyMap<string, string> =>
  new Map(
    texts.map(text => {
      const at = text.indexOf('=');
      const name = text.slice(at + 1);
      if (at < 1 || !known.includes(name))
        throw new UserError(`--event ${text}: the catalog has no event "${name}"`, nameOneOf(name, known), 2);
      return [text.slice(0, at), name] as const;
    }),
  );
