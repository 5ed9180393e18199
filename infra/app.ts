import { App } from 'aws-cdk-lib';
import { buildProject } from '../engine/build/build-project.ts';
import { writeBuild } from '../engine/build/write-build.ts';
import { DataStack } from './data-stack.ts';
import { EngineStack } from './engine-stack.ts';
import { JourneysStack } from './journeys-stack.ts';

const buildFolder = '.daymark/build';
const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
await writeBuild(project, buildFolder);

const app = new App();
const data = new DataStack(app, 'daymark-data');
const engine = new EngineStack(app, 'daymark-engine', { data, buildFolder });
new JourneysStack(app, 'daymark-journeys', { data, engine, machines: project.journeys });
