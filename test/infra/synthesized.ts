import { readFileSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { buildProject, type Project } from '../../engine/build/build-project.ts';
import { writeBuild } from '../../engine/build/write-build.ts';
import { writeFunctions } from '../../infra/bundle/bundle-functions.ts';
import { writeConsoleFiles } from '../../infra/console-files.ts';
import { Daymark } from '../../infra/daymark.ts';

type DaymarkApp = Pick<Daymark, 'configuration' | 'stacks'> & { app: App };

export interface Synthesized {
  project: Project;
  app: DaymarkApp;
  templates: Readonly<Record<keyof DaymarkApp['stacks'], Template>>;
}

/** The app as `cdk.json` configures it, bundled once. */
export const synthesize = async (): Promise<Synthesized> => {
  const project = await buildProject({ journeys: 'journeys', templates: 'templates' });
  await writeBuild(project, `${folder}/build`);
  // Of what the build wrote a file will do: all of it would be copied for each function, and then again as its asset.
  await mkdir(`${folder}/part`, { recursive: true });
  await copyFile(`${folder}/build/catalog.json`, `${folder}/part/catalog.json`);
  await writeFunctions(`${folder}/functions`, `${folder}/part`);
  await writeConsoleFiles(`${folder}/console`);
  const app = appOf(project, 'cdk.out');
  const templates = Object.fromEntries(
    Object.entries(app.stacks).map(([name, stack]) => [name, Template.fromStack(stack)]),
  ) as Synthesized['templates'];
  return { project, app, templates };
};

/** The app with the functions that `synthesize` bundled, not synthesized yet. */
export const appOf = (project: Project, outdir: string, more: Record<string, unknown> = {}): DaymarkApp => {
  const { context } = JSON.parse(readFileSync('cdk.json', 'utf8')) as { context: Record<string, unknown> };
  const app = new App({ context: { ...context, ...more }, outdir: `${folder}/${outdir}` });
  const { configuration, stacks } = new Daymark(app, {
    project,
    functionsFolder: `${folder}/functions`,
    definitionsFolder: `${folder}/definitions`,
    consoleFolder: `${folder}/console`,
  });
  return { app, configuration, stacks };
};

const folder = '.daymark/test-infra';

export type Resource = { Type: string; Properties: Record<string, never>; DeletionPolicy?: string };

export const resourcesOf = (template: Template, type: string): [string, Resource['Properties']][] =>
  Object.entries(template.findResources(type)).map(([id, { Properties }]) => [id, Properties]);
