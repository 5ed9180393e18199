import { App, type AppProps, Tags, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Project } from '../engine/build/build-project.ts';
import { type Configuration, readConfiguration } from './configuration.ts';
import { ConsoleStack } from './console-stack.ts';
import { DataStack } from './data-stack.ts';
import { EdgeStack } from './edge-stack.ts';
import { EngineStack } from './engine-stack.ts';
import { JourneysStack } from './journeys-stack.ts';
import { machinePermissions } from './machine-permissions.ts';
import { namesOf } from './names.ts';
import { OperationsStack } from './operations-stack.ts';

export interface Folders {
  /** A folder for each function, with its code and its build. */
  functionsFolder: string;
  /** Where `<journey>.asl.json` is written. */
  definitionsFolder: string;
  /** The console's pages. */
  consoleFolder: string;
}

export interface DaymarkApp {
  app: App;
  configuration: Configuration;
  stacks: {
    data: DataStack;
    engine: EngineStack;
    journeys: JourneysStack;
    edge: EdgeStack;
    console: ConsoleStack;
    operations: OperationsStack;
  };
}

/** The app of one environment, in stacks by how long what is in them lives. @throws ConfigurationInvalid */
export const buildApp = (
  project: Project,
  { functionsFolder, definitionsFolder, consoleFolder }: Folders,
  props: AppProps = {},
): DaymarkApp => {
  const app = new App(props);
  const configuration = readConfiguration(
    app.node.tryGetContext('daymark'),
    app.node.tryGetContext('environment') ?? undefined,
    [...new Set(project.journeys.flatMap(({ definition }) => Object.values(definition.policy.from)))],
  );
  const machines = project.journeys.map(({ definition, machine }) => {
    if (machine) return { id: definition.id, version: definition.hash, machine };
    throw new Error(`Journey "${definition.id}" has errors: run \`npx daymark check\`.`);
  });
  const names = namesOf(configuration.environment);
  const { account, region } = configuration;
  const common = { configuration, names, env: { account, region } };
  const data = new DataStack(app, `${names.prefix}-data`, common);
  const engine = new EngineStack(app, `${names.prefix}-engine`, {
    ...common,
    data,
    functionsFolder,
    machines: machinePermissions(machines.map(({ machine }) => machine)),
  });
  const journeys = new JourneysStack(app, `${names.prefix}-journeys`, {
    ...common,
    engine,
    functionsFolder,
    definitionsFolder,
    journeys: machines,
  });
  const edge = new EdgeStack(app, `${names.prefix}-edge`, { ...common, data, engine });
  const pages = new ConsoleStack(app, `${names.prefix}-console`, {
    pages: data.console,
    folder: consoleFolder,
    env: common.env,
  });
  const operations = new OperationsStack(app, `${names.prefix}-operations`, {
    ...common,
    api: data.api,
    engine,
    journeys,
  });
  Tags.of(app).add('daymark', names.prefix);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { app, configuration, stacks: { data, engine, journeys, edge, console: pages, operations } };
};
