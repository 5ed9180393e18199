import { connectAll } from '../adapters/aws/connect.ts';
import type { Environment } from '../adapters/aws/settings.ts';
import type { Alarms } from '../ports/alarms.ts';
import type { AllPorts } from '../ports/ports.ts';
import { functions } from '../wiring/functions.ts';
import { queues } from '../wiring/queues.ts';
import { watchDue } from './due-watch.ts';
import type { LambdaHandler } from './functions.ts';
import type { LocalCloud } from './local-cloud.ts';

/**
 * Registers every function of functions/ with the ports that it has on AWS, connected by the environment. Alarms are kept for
 * the report, and a sweep asks the table only when something may be due.
 * @param settings variables that differ from those of the process, which a deployment keeps for good
 * @returns the ports, which the functions share
 */
export const loadFunctions = async (cloud: LocalCloud, settings: Environment = {}): Promise<AllPorts> => {
  const connected = connectAll({ ...process.env, ...settings }, cloud.metrics.read);
  const ports = { ...connected, ...watchDue(connected), alarms: rememberedBy(cloud) };
  for (const [name, { exclusive }] of Object.entries(functions)) {
    const module = (await import(`../../functions/${name}.ts`)) as { createHandler(ports: AllPorts): LambdaHandler };
    cloud.registerFunction(name, module.createHandler(ports), { exclusive });
  }
  return ports;
};

/** In place of the log, which would be lost between the lines of a report. */
const rememberedBy = (cloud: LocalCloud): Alarms => ({
  raise: async alarm => void cloud.alarms.push({ ...alarm, at: cloud.now() }),
});

/** Lets queues and the clock call their functions. */
export const callFunctions = (cloud: LocalCloud): void => {
  for (const [name, { queue, everyHours }] of Object.entries(functions)) {
    if (queue) cloud.subscribe(queues[queue.name].name, name, { batchSize: queue.batchSize });
    if (everyHours) cloud.schedule(everyHours * 3600, name);
  }
};
