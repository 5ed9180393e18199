import type { Environment } from '../adapters/aws/settings.ts';
import type { Project } from '../build/build-project.ts';
import { lazy } from '../kernel/memoize.ts';
import type { Alarms } from '../ports/alarms.ts';
import type { Decisions } from '../ports/decisions.ts';
import type { AllPorts } from '../ports/ports.ts';
import { type FunctionWiring, functions } from '../wiring/functions.ts';
import { queues } from '../wiring/queues.ts';
import type { LambdaHandler } from './functions.ts';
import type { World } from './world.ts';

/**
 * Registers every function of functions/ with the ports of the world. Alarms are recorded for the report.
 * @param settings environment variables that differ from the world's own, fixed as in a deployment
 * @param project as for `World.connect`
 * @returns the ports, which the functions share
 */
export const loadFunctions = async (world: World, settings: Environment = {}, project?: Project): Promise<AllPorts> => {
  const ports = connectTo(world, settings, project);
  for (const [name, wiring] of Object.entries(functions)) {
    const handler = isDoor(wiring) ? loadedWhenCalled(name, ports) : await handlerOf(name, ports);
    world.registerFunction(name, handler, { exclusive: wiring.exclusive });
  }
  return ports;
};

/** Is it called by requests alone? A play calls two or three of these thirty functions, and those of pages load most of the modules. */
const isDoor = ({ queue, everyHours, stream, step }: FunctionWiring): boolean =>
  queue === undefined && everyHours === undefined && stream === undefined && step === undefined;

const loadedWhenCalled = (name: string, ports: AllPorts): LambdaHandler => {
  const loaded = lazy(() => handlerOf(name, ports));
  return async (event, context) => (await loaded())(event, context);
};

/** The ports of a process in the world. */
export const connectTo = (world: World, settings: Environment = {}, project?: Project): AllPorts => ({
  ...world.connect(settings, project),
  alarms: rememberedBy(world),
  decisions: watchedBy(world),
});

/** The handler of functions/<name>.ts. */
export const handlerOf = async (name: string, ports: AllPorts): Promise<LambdaHandler> => {
  const module = (await import(`../../functions/${name}.ts`)) as { createHandler(ports: AllPorts): LambdaHandler };
  return module.createHandler(ports);
};

/** Passes each decision on to the watchers of the world. */
const watchedBy = ({ watchers }: World): Decisions => ({
  routed: (...decision) => {
    for (const watcher of watchers) watcher.routed(...decision);
  },
  touched: (...decision) => {
    for (const watcher of watchers) watcher.touched(...decision);
  },
  taken: (...decision) => {
    for (const watcher of watchers) watcher.taken(...decision);
  },
});

/** Records alarms in the world instead of logging them, where they would get lost among the lines of a report. */
const rememberedBy = (world: World): Alarms => ({
  raise: async alarm => void world.alarms.push({ ...alarm, at: world.now() }),
});

/** Connects queues, schedules and the table's stream to their functions. */
export const callFunctions = (world: World): void => {
  for (const [name, { queue, everyHours, stream }] of Object.entries(functions)) {
    if (queue) world.subscribe(queues[queue.name].name, name, { batchSize: queue.batchSize });
    if (stream) world.followTable?.(name, stream);
    if (everyHours) world.schedule(everyHours * 3600, name);
  }
};
