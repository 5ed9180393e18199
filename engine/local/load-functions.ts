import { connectAll } from '../adapters/aws/connect.ts';
import type { AllPorts } from '../services/ports.ts';
import type { Handler } from './functions.ts';
import type { LocalCloud } from './local-cloud.ts';

/** The Lambda functions of functions/, with those that decide across accounts. */
const functions = {
  'ingest-usage': {},
  'ingest-billing': {},
  'route-events': { exclusive: true },
  'deliver-touch': {},
  'evaluate-branch': {},
  'open-task': { exclusive: true },
  'take-step': {},
  'record-feedback': {},
  sweep: {},
} as const;

/**
 * Registers every function of functions/ with the ports that it has on AWS, connected by the environment.
 * @returns the ports, which the functions share
 */
export const loadFunctions = async (cloud: LocalCloud): Promise<AllPorts> => {
  const ports = connectAll(process.env);
  for (const [name, options] of Object.entries(functions)) {
    const module = (await import(`../../functions/${name}.ts`)) as { createHandler(ports: AllPorts): Handler };
    cloud.registerFunction(name, module.createHandler(ports), options);
  }
  return ports;
};
