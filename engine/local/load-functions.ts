import { connectAll } from '../adapters/aws/connect.ts';
import type { AllPorts } from '../services/ports.ts';
import { functions } from '../wiring/functions.ts';
import { queues } from '../wiring/queues.ts';
import type { Handler } from './functions.ts';
import type { LocalCloud } from './local-cloud.ts';

/**
 * Registers every function of functions/ with the ports that it has on AWS, connected by the environment.
 * @returns the ports, which the functions share
 */
export const loadFunctions = async (cloud: LocalCloud): Promise<AllPorts> => {
  const ports = connectAll(process.env);
  for (const [name, { exclusive }] of Object.entries(functions)) {
    const module = (await import(`../../functions/${name}.ts`)) as { createHandler(ports: AllPorts): Handler };
    cloud.registerFunction(name, module.createHandler(ports), { exclusive });
  }
  return ports;
};

/** Lets queues and the clock call their functions. */
export const callFunctions = (cloud: LocalCloud): void => {
  for (const [name, { queue, everyHours }] of Object.entries(functions)) {
    if (queue) cloud.subscribe(queues[queue.name].name, name, { batchSize: queue.batchSize });
    if (everyHours) cloud.schedule(everyHours * 3600, name);
  }
};
