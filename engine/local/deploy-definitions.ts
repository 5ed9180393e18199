import { liveAlias, versionAlias } from '../adapters/aws/machine-names.ts';
import { versionIn } from '../definition/version-in.ts';
import type { StateMachines } from './interpreter/state-machines.ts';
import { ServiceError } from './service-error.ts';

export interface DeployOptions {
  table: string;
  /** The ARN of a journey's state machine is this prefix plus the journey's id. */
  machinePrefix: string;
  /** ARN of the function's current version. */
  pinned(functionName: string): string;
}

/**
 * Creates or updates each journey's state machine, publishes it, and points `live` and its version's alias at it, as on
 * AWS.
 */
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
    // CloudFormation deletes the previous version's alias when it deploys the next version.
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

/** Replaces `${Table}`, and function names such as `${DeliverTouch}` for deliver-touch. */
const fillIn = (definition: string, table: string, pinned: DeployOptions['pinned']): string =>
  definition
    .replaceAll('"${Table}"', `"${table}"`)
    .replace(/"\$\{([A-Z][A-Za-z]+)\}"/g, (_, name: string) => `"${pinned(kebab(name))}"`);

const kebab = (name: string) => name.replace(/(?<!^)[A-Z]/g, letter => `-${letter}`).toLowerCase();
