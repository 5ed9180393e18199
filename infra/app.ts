import { App } from 'aws-cdk-lib';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { writeFunctions } from './bundle/bundle-functions.ts';
import { DataStack } from './data-stack.ts';
import { EngineStack } from './engine-stack.ts';
import { JourneysStack } from './journeys-stack.ts';

const buildFolder = '.daymark/build';
const functionsFolder = '.daymark/functions';
const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
await writeBuild(project, buildFolder);
await writeFunctions(functionsFolder, buildFolder);

const app = new App();
const data = new DataStack(app, 'daymark-data');
const engine = new EngineStack(app, 'daymark-engine', { data, functionsFolder });
new JourneysStack(app, 'daymark-journeys', { data, engine, machines: project.journeys });
