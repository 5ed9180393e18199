import { liveAlias, versionAlias } from '../adapters/aws/machine-names.ts';
import { versionIn } from '../definition/version-in.ts';
import type { StateMachines } from './interpreter/state-machines.ts';
import { ServiceError } from './service-error.ts';

export interface DeployOptions {
  table: string;
  /** With a journey's id, the ARN of its state machine. */
  machinePrefix: string;
  /** ARN of a function's version, as it is now. */
  pinned(functionName: string): string;
}

/** Creates or updates the state machine of each journey, publishes it, and lets `live` and its version's alias point at it, as on AWS. */
export const deployDefinitions = (
  machines: StateMachines,
  definitions: Readonly<Record<string, unknown>>,
  { table, machinePrefix, pinned }: DeployOptions,
): void => {
  for (const [journey, value] of Object.entries(definitions)) {
    const definition = fillIn(typeof value === 'string' ? value : JSON.stringify(value), table, pinned);
    const arn = machinePrefix + journey;
    unlessItExists(
      'StateMachineAlreadyExists',
      () => machines.createStateMachine(arn.slice(arn.lastIndexOf(':') + 1), definition),
      () => machines.updateStateMachine(arn, definition),
    );
    const target = machines.publishVersion(arn);
    const version = versionIn(definition);
    // The alias of the version before goes with the next one, as CloudFormation deletes it.
    for (const alias of machines.aliases(arn)) if (isOfVersion(alias)) machines.deleteAlias(alias);
    for (const name of [liveAlias, ...(version ? [versionAlias(version)] : [])])
      unlessItExists(
        'ConflictException',
        () => machines.pointAlias({ name, version: target, update: false }),
        () => machines.pointAlias({ name, version: target, update: true }),
      );
  }
};

const isOfVersion = (alias: string): boolean => alias.slice(alias.lastIndexOf(':') + 1).startsWith(versionAlias(''));

const unlessItExists = (code: string, create: () => unknown, update: () => unknown): void => {
  try {
    create();
  } catch (error) {
    if (!(error instanceof ServiceError && error.code === code)) throw error;
    update();
  }
};

/** `${Table}`, and `${DeliverTouch}` for the function deliver-touch. */
const fillIn = (definition: string, table: string, pinned: DeployOptions['pinned']): string =>
  definition
    .replaceAll('"${Table}"', `"${table}"`)
    .replace(/"\$\{([A-Z][A-Za-z]+)\}"/g, (_, name: string) => `"${pinned(kebab(name))}"`);

const kebab = (name: string) => name.replace(/(?<!^)[A-Z]/g, letter => `-${letter}`).toLowerCase();
