import type { LambdaHandler } from '../engine/local/functions.ts';
import type { World } from '../engine/local/world.ts';
import type { AllPorts } from '../engine/ports/ports.ts';
import { functions } from '../engine/wiring/functions.ts';
import type { Processes } from './processes.ts';

/**
 * Registers every function of functions/, each in killable processes of its own.
 * @param connect the ports of one process
 */
export const hostFunctions = async (world: World, processes: Processes, connect: () => AllPorts): Promise<void> => {
  for (const [name, { exclusive }] of Object.entries(functions)) {
    const module = (await import(`../functions/${name}.ts`)) as { createHandler(ports: AllPorts): LambdaHandler };
    const start = () =>
      module.createHandler({
        ...connect(),
        alarms: { raise: async alarm => void world.alarms.push({ ...alarm, at: world.now() }) },
      });
    world.registerFunction(name, processes.host(name, start), { exclusive });
  }
};
