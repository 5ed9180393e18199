import { writeConsole } from '../engine/build/build-console.ts';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { buildApp } from './build-app.ts';
import { writeFunctions } from './bundle/bundle-functions.ts';
import { ConfigurationInvalid } from './configuration.ts';

const buildFolder = '.daymark/build';
const functionsFolder = '.daymark/functions';
const consoleFolder = '.daymark/console';
const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
await writeBuild(project, buildFolder, { pictures: true });
await writeFunctions(functionsFolder, buildFolder);
await writeConsole(consoleFolder);
try {
  buildApp(project, { functionsFolder, definitionsFolder: '.daymark/definitions', consoleFolder });
} catch (error) {
  if (!(error instanceof ConfigurationInvalid)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
