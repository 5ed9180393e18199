import { connectAll } from '../engine/adapters/aws/connect.ts';
import type { Environment } from '../engine/adapters/aws/settings.ts';
import { awsEnvironment } from '../engine/local/aws-environment.ts';
import type { LambdaHandler } from '../engine/local/functions.ts';
import type { LocalCloud } from '../engine/local/local-cloud.ts';
import type { AllPorts } from '../engine/ports/ports.ts';
import { functions } from '../engine/wiring/functions.ts';
import type { Processes } from './processes.ts';

/** Registers every function of functions/, each in killable processes of its own. */
export const hostFunctions = async (
  cloud: LocalCloud,
  processes: Processes,
  settings: Environment = {},
): Promise<void> => {
  const clients = { signer: awsEnvironment.client.signer };
  for (const [name, { exclusive }] of Object.entries(functions)) {
    const module = (await import(`../functions/${name}.ts`)) as { createHandler(ports: AllPorts): LambdaHandler };
    const start = () =>
      module.createHandler({
        ...connectAll({ ...process.env, ...settings }, cloud.metrics.read, clients),
        alarms: { raise: async alarm => void cloud.alarms.push({ ...alarm, at: cloud.now() }) },
      });
    cloud.registerFunction(name, processes.host(name, start), { exclusive });
  }
};
