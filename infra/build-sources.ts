import { join } from 'node:path';
import { buildProject, type Sources } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { writeFunctions } from './bundle/bundle-functions.ts';
import { writeConsoleFiles } from './console-files.ts';
import type { BuiltSources } from './daymark.ts';

/**
 * Compiles journeys and templates, and bundles the functions and the console with them.
 *
 * @param sources default: the folders `journeys` and `templates` in the current folder
 * @param into output folder
 * @throws JourneyFileError if the journeys have errors
 */
export const buildSources = async (
  sources: Sources = { journeys: 'journeys', templates: 'templates' },
  into = '.daymark',
): Promise<BuiltSources> => {
  const [build, functionsFolder, consoleFolder] = ['build', 'functions', 'console'].map(name => join(into, name)) as [
    string,
    string,
    string,
  ];
  const project = await buildProject(sources);
  await writeBuild(project, build, { pictures: true });
  await writeFunctions(functionsFolder, build);
  await writeConsoleFiles(consoleFolder);
  return { project, functionsFolder, definitionsFolder: join(into, 'definitions'), consoleFolder };
};
