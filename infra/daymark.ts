import { type App, Tags, Validations } from 'aws-cdk-lib';
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

/** A project to deploy, with its build folders. */
export interface BuiltSources {
  project: Project;
  /** A folder for each function, with its code and its build. */
  functionsFolder: string;
  /** Folder for `<journey>.asl.json`. */
  definitionsFolder: string;
  /** The console's pages. */
  consoleFolder: string;
}

export interface DaymarkStacks {
  readonly data: DataStack;
  readonly engine: EngineStack;
  readonly journeys: JourneysStack;
  readonly edge: EdgeStack;
  readonly console: ConsoleStack;
  readonly operations: OperationsStack;
}

/**
 * One environment in an app, split into stacks by the lifetime of their resources. The app's context sets the
 * environment and its configuration: see `docs/deploy.md`.
 *
 * @throws ConfigurationInvalid
 * @example new Daymark(new App(), await buildSources());
 */
export class Daymark {
  readonly configuration: Configuration;
  readonly stacks: DaymarkStacks;

  constructor(app: App, { project, functionsFolder, definitionsFolder, consoleFolder }: BuiltSources) {
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
    this.configuration = configuration;
    this.stacks = { data, engine, journeys, edge, console: pages, operations };
  }
}
