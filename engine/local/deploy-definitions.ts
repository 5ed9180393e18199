import {
  ConflictException,
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  PublishStateMachineVersionCommand,
  type SFNClient,
  StateMachineAlreadyExists,
  UpdateStateMachineAliasCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { liveAlias, versionAlias } from '../adapters/aws/machines.ts';
import { versionIn } from '../asl/version-in.ts';
import { awsAccount } from './arn.ts';

export interface DeployOptions {
  table: string;
  /** With a journey's id, the ARN of its state machine. */
  machinePrefix: string;
  /** ARN of a function's version, as it is now. */
  pinned(functionName: string): string;
}

/** Creates or updates the state machine of each journey, publishes it, and lets `live` and its version's alias point at it, as on AWS. */
export const deployDefinitions = async (
  client: SFNClient,
  definitions: Readonly<Record<string, unknown>>,
  { table, machinePrefix, pinned }: DeployOptions,
): Promise<void> => {
  for (const [journey, value] of Object.entries(definitions)) {
    const definition = fillIn(typeof value === 'string' ? value : JSON.stringify(value), table, pinned);
    const stateMachineArn = machinePrefix + journey;
    const name = stateMachineArn.slice(stateMachineArn.lastIndexOf(':') + 1);
    try {
      await client.send(
        new CreateStateMachineCommand({ name, definition, roleArn: `arn:aws:iam::${awsAccount}:role/daymark` }),
      );
    } catch (error) {
      if (!(error instanceof StateMachineAlreadyExists)) throw error;
      await client.send(new UpdateStateMachineCommand({ stateMachineArn, definition }));
    }
    const { stateMachineVersionArn } = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn }));
    const version = versionIn(definition);
    for (const alias of [liveAlias, ...(version ? [versionAlias(version)] : [])])
      await point(client, `${stateMachineArn}:${alias}`, stateMachineVersionArn);
  }
};

const point = async (client: SFNClient, stateMachineAliasArn: string, version?: string): Promise<void> => {
  const routingConfiguration = [{ stateMachineVersionArn: version, weight: 100 }];
  const name = stateMachineAliasArn.slice(stateMachineAliasArn.lastIndexOf(':') + 1);
  try {
    await client.send(new CreateStateMachineAliasCommand({ name, routingConfiguration }));
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
    await client.send(new UpdateStateMachineAliasCommand({ stateMachineAliasArn, routingConfiguration }));
  }
};

/** `${Table}`, and `${DeliverTouch}` for the function deliver-touch. */
const fillIn = (definition: string, table: string, pinned: DeployOptions['pinned']): string =>
  definition
    .replaceAll('"${Table}"', `"${table}"`)
    .replace(/"\$\{([A-Z][A-Za-z]+)\}"/g, (_, name: string) => `"${pinned(kebab(name))}"`);

const kebab = (name: string) => name.replace(/(?<!^)[A-Z]/g, letter => `-${letter}`).toLowerCase();
