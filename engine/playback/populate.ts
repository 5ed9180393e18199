import type { Environment } from '../adapters/aws/settings.ts';
import { renderAsl } from '../asl/render-asl.ts';
import type { Project } from '../build/build-project.ts';
import { writeBuild } from '../build/write-build.ts';
import { callFunctions, loadFunctions } from '../local/load-functions.ts';
import type { World } from '../local/world.ts';

/** Deploys functions, state machines, queues and the sweep, using the same tables as the infrastructure. */
export const populate = async (world: World, project: Project): Promise<void> => {
  await deploy(world, project);
  callFunctions(world);
};

/** Deploys another version of functions and state machines. Enrollments in flight keep their version and its build. */
export const deployAgain = async (world: World, project: Project, buildFolder: string): Promise<void> => {
  await writeBuild(project, buildFolder);
  await deploy(world, project, { DAYMARK_BUILD: buildFolder });
};

const deploy = async (world: World, project: Project, settings: Environment = {}): Promise<void> => {
  await loadFunctions(world, settings, project);
  world.deploy(
    Object.fromEntries(
      project.journeys.flatMap(({ definition, machine }) => (machine ? [[definition.id, renderAsl(machine)]] : [])),
    ),
  );
};
