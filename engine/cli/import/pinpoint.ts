import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import * as z from 'zod';
import { loadCatalog } from '../../build/load-journeys.ts';
import { type JourneySketch, writeJourney } from '../../import/journey-sketch.ts';
import { carryJourney } from '../../import/pinpoint/carry-journey.ts';
import { type PinpointExports, readExported } from '../../import/pinpoint/exported.ts';
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

/** `daymark import pinpoint --json`, by journey. */
export const pinpointJson = z.array(
  z.strictObject({
    journey: z.string(),
    files: z.array(z.string()),
    notCarried: z.array(z.strictObject({ what: z.string(), why: z.string(), instead: z.string() })),
  }),
);

/** `daymark import pinpoint`: journeys, segments and templates that the API of Pinpoint gave, as files of this project. */
export const importPinpoint = (verb: Command): void => {
  verb
    .command('pinpoint <files...>')
    .description(
      'make journeys and templates of what the API of Amazon Pinpoint exported: get-journey, list-journeys, get-segment, get-email-template',
    )
    .option(
      '--event <there=here>',
      'what an event of Pinpoint is called in the catalog (repeatable)',
      (text: string, all: readonly string[]) => [...all, text],
      [],
    )
    .option('--journeys <dir>', 'folder of journeys, beside which templates lie', playingDefaults.journeys)
    .option('--force', 'write over files that are there')
    .option('--dry-run', 'print the journeys, and write nothing')
    .option('--json', 'print what was written, and what could not be carried, as JSON')
    .addHelpText('after', '\nExample:\n  npx daymark import pinpoint journey.json templates/*.json')
    // Options that `import` has as well are parsed by it.
    .action((files: readonly string[], _: unknown, command: Command) => carryFiles(files, command.optsWithGlobals()));
};

const carryFiles = async (files: readonly string[], options: Options): Promise<void> => {
  const exports = exportsIn(files);
  const catalog = await loadCatalog(join(options.journeys, 'catalog.ts'));
  const { infos } = await compileTemplates(templatesOf(options.journeys));
  const events = eventsSaid(options.event, Object.keys(catalog.events));
  const known = new Set(infos.map(({ id }) => id));
  const sketches = exports.journeys.map(journey =>
    carryJourney(journey, { catalog, exports, events, templates: known }),
  );
  if (sketches.length === 0)
    throw new UserError(
      'there is no journey in these files',
      'export one: `aws pinpoint get-journey --application-id … --journey-id …`',
      2,
    );
  const written = sketches.map(sketch => ({ sketch, files: filesOf(sketch, options.journeys) }));
  if (!options.dryRun)
    await write(
      written.flatMap(each => each.files),
      options,
    );
  if (options.json) {
    const data: z.input<typeof pinpointJson> = written.map(({ sketch: { id, notes }, files: made }) => ({
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
    console.log(visible(tellNotes(sketch)));
  }
  if (!options.dryRun) console.log('Read it back with `npx daymark explain`, and see `npx daymark check`.');
};

const tellNotes = ({ id, notes }: JourneySketch): string =>
  notes.length === 0
    ? `\n${id}: all of it was carried.\n`
    : `\n${id}: not carried, or not as it was:\n${notes.map(({ what, why, instead }) => `  ${what}: ${why}; ${instead}.\n`).join('')}`;

interface Written {
  file: string;
  content: string;
}

const filesOf = (sketch: JourneySketch, journeys: string): Written[] => [
  { file: join(journeys, `${sketch.id}.ts`), content: writeJourney(sketch) },
  ...sketch.templates.map(({ id, mjml }) => ({ file: join(templatesOf(journeys), id, 'en.mjml'), content: mjml })),
];

/** @throws UserError where a file is there, before anything is written */
const write = async (files: readonly Written[], { journeys, force }: Options): Promise<void> => {
  const taken = files.find(({ file }) => existsSync(file));
  if (taken && !force)
    throw new UserError(`${taken.file} is there already`, 'add --force to write over it, or move it away');
  for (const { file, content } of files) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  const templates = templatesOf(journeys);
  const { infos } = await compileTemplates(templates);
  writeFileSync(join(templates, 'index.ts'), generateTemplateTypes(infos));
};

const exportsIn = (files: readonly string[]): PinpointExports => {
  const found: PinpointExports = { journeys: [], segments: [], templates: [] };
  for (const file of files) {
    const exported = readExported(parsed(file));
    if (exported === undefined)
      throw new UserError(
        `${file} is not what the API of Pinpoint answers`,
        'give the JSON of get-journey, list-journeys, get-segment, get-segments or get-email-template',
        2,
      );
    for (const kind of ['journeys', 'segments', 'templates'] as const) found[kind].push(...(exported[kind] as never[]));
  }
  return found;
};

const parsed = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UserError(
      `${file} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : (code ?? 'it is not JSON')}`,
      'name files that the AWS command line wrote',
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
