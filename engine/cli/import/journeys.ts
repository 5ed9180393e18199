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

/** `daymark import pinpoint --json`, and of every other tool: by journey. */
export const carriedJson = z.array(
  z.strictObject({
    journey: z.string(),
    files: z.array(z.string()),
    notCarried: z.array(z.strictObject({ what: z.string(), why: z.string(), instead: z.string() })),
  }),
);

/** `daymark import <tool>`: what other tools export of their journeys, as files of this project. */
export const importJourneys = (verb: Command): void => {
  for (const [name, source] of Object.entries(journeySources))
    verb
      .command(`${name} <files...>`)
      .description(source.description)
      .option(
        '--event <there=here>',
        `what an event of ${source.title} is called in the catalog (repeatable)`,
        (text: string, all: readonly string[]) => [...all, text],
        [],
      )
      .option('--journeys <dir>', 'folder of journeys, beside which templates lie', playingDefaults.journeys)
      .option('--force', 'write over files that are there')
      .option('--dry-run', 'print the journeys, and write nothing')
      .option('--json', 'print what was written, and what could not be carried, as JSON')
      .addHelpText('after', `\nExample:\n  npx daymark import ${name} ${source.example}`)
      // Options that `import` has as well are parsed by it.
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
  if (sketches.length === 0) throw new UserError('there is no journey in these files', source.exportBy, 2);
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
    ? `\n${id}: all of it was carried.\n`
    : `\n${id}: not carried, or not as it was:\n${notes.map(({ what, why, instead }) => `  ${what}: ${why}; ${instead}.\n`).join('')}`;

interface Written {
  file: string;
  content: string;
}

const filesOf = (sketch: JourneySketch, journeys: string): Written[] => [
  { file: join(journeys, `${sketch.id}.ts`), content: writeJourney(sketch) },
  ...sketch.templates.map(({ id, locale = 'en', mjml }) => ({
    // As people name the folder of journeys.
    file: join(
      isAbsolute(journeys) ? templatesOf(journeys) : relative('', templatesOf(journeys)),
      id,
      `${locale}.mjml`,
    ),
    content: mjml,
  })),
];

/** @throws UserError where a file is there, before anything is written */
const write = async (files: readonly Written[], { journeys, force }: Options): Promise<void> => {
  const beside = join(dirname(resolve(journeys)), 'templates');
  const writesTemplates = files.some(({ file }) => file.endsWith('.mjml'));
  if (writesTemplates && !existsSync(beside))
    throw new UserError(
      `these journeys bring templates, and ${beside} is not there: they would go among Daymark's own`,
      'copy the folder `templates` there, with its index.ts, or give the --journeys of a project of yours (`npx daymark new`)',
      2,
    );
  const taken = files.find(({ file }) => existsSync(file));
  if (taken && !force)
    throw new UserError(`${taken.file} is there already`, 'add --force to write over it, or move it away');
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
      throw new UserError(`${file} is not what the API of ${source.title} answers`, source.takes, 2);
  return reader;
};

const parsed = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : (code ?? 'it is not JSON')}`,
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
