import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { itineraryOf } from '../asl/itinerary-of.ts';
import { renderAsl } from '../asl/render-asl.ts';
import type { Itinerary } from '../definition/itinerary.ts';
import type { JourneyPicture } from '../definition/journey-picture.ts';
import type { Project } from './build-project.ts';
import { pictureLoader } from './draw-pictures.ts';
import { journeySizes } from './journey-sizes.ts';
import { JourneyFileError } from './load-journeys.ts';

/** Pictures drawn earlier, by journey. */
export type DrawnPictures = ReadonlyMap<string, JourneyPicture>;

/**
 * Writes the files that handlers read at run time: `journeys.json`, `catalog.json`, `team.json`, `pools.json`,
 * `playbooks.json`, `itineraries.json`, `journey-sizes.json`, `templates.json`, `templates/<hash>/<locale>.json`,
 * `samples.json`, with `pictures` also `pictures/<journey>.json`; and the state machines as `asl/<journey>.asl.json`.
 * @throws JourneyFileError for a project with errors, because no part of it may be missing
 */
export const writeBuild = async (
  project: Project,
  folder: string,
  { pictures = false }: { pictures?: boolean | DrawnPictures } = {},
): Promise<void> => {
  mustBeSound(project);
  await rm(folder, { recursive: true, force: true });
  await mkdir(join(folder, 'asl'), { recursive: true });
  const json = (name: string, value: unknown) => writeFile(join(folder, name), `${JSON.stringify(value)}\n`);
  await Promise.all([
    json(
      'journeys.json',
      project.journeys.map(each => each.definition),
    ),
    json('itineraries.json', itinerariesOf(project)),
    json('journey-sizes.json', journeySizes(project)),
    json('catalog.json', project.catalog),
    json('team.json', project.team),
    json('pools.json', project.pools),
    json('playbooks.json', project.playbooks),
    json('templates.json', project.templates),
    json('samples.json', project.samples),
    ...(pictures ? [writePictures(project, join(folder, 'pictures'), pictures)] : []),
    writeMachines(project, join(folder, 'asl')),
    ...[...project.compiled].map(async ([hash, locales]) => {
      await mkdir(join(folder, 'templates', hash), { recursive: true });
      await Promise.all(
        [...locales].map(([locale, content]) => json(join('templates', hash, `${locale}.json`), content)),
      );
    }),
  ]);
};

const writePictures = async (project: Project, folder: string, pictures: true | DrawnPictures): Promise<void> => {
  await mkdir(folder, { recursive: true });
  const pictureOf = pictures === true ? pictureLoader(project) : (id: string) => pictures.get(id);
  for (const { definition } of project.journeys)
    await writeFile(join(folder, `${definition.id}.json`), JSON.stringify(await pictureOf(definition.id)));
};

/** The itinerary of each journey that compiles. */
export const itinerariesOf = ({ journeys }: Project): Itinerary[] =>
  journeys.flatMap(({ definition, machine }) => (machine ? [itineraryOf(definition, machine)] : []));

/** @throws JourneyFileError for a project with errors */
export const mustBeSound = ({ faults: [fault], journeys }: Project): void => {
  if (fault) throw fault;
  const broken = journeys.find(({ machine }) => machine === undefined);
  if (broken) throw new JourneyFileError(broken.file, 'it or what it needs has errors', 'see `npx daymark check`');
};

/** Writes `<journey>.asl.json` for each journey; returns the paths. */
export const writeMachines = async (project: Project, folder: string): Promise<string[]> => {
  await mkdir(folder, { recursive: true });
  return Promise.all(
    project.journeys.flatMap(({ definition, machine }) => {
      if (!machine) return [];
      const path = join(folder, `${definition.id}.asl.json`);
      return [writeFile(path, renderAsl(machine)).then(() => path)];
    }),
  );
};
