import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import {
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  paginateListStateMachines,
  SFNClient,
} from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { bucketArchive } from '../../adapters/aws/archive-reader.ts';
import { parameterSwitches } from '../../adapters/aws/kill-switches.ts';
import { liveAlias } from '../../adapters/aws/machine-names.ts';
import { sqsQueue } from '../../adapters/aws/queue.ts';
import { tableAccountPorts } from '../../adapters/aws/table/account-ports.ts';
import { activeEnrollments } from '../../adapters/aws/table/active-enrollments.ts';
import { tableDirectory } from '../../adapters/aws/table/directory.ts';
import { tableEntryRefusals } from '../../adapters/aws/table/entry-refusals.ts';
import { tableRefusals } from '../../adapters/aws/table/refused-calls.ts';
import { tableVersions } from '../../adapters/aws/table/versions.ts';
import { versionIn } from '../../definition/version-in.ts';
import type { Operator } from '../../ports/operator.ts';
import type { ReachedDeployment } from '../reach.ts';

/** Uses the credentials, region and endpoints that the SDK finds in the process's environment. */
export const awsOperator = ({
  table: name,
  eventsQueueUrl,
  switchesPath,
  machinePrefix,
  archiveBucket,
  clock,
}: Omit<ReachedDeployment, 'tokenSecret'>): Operator => {
  const table = { client: new DynamoDBClient({}), name };
  const machines = new SFNClient({});
  const deployed = async (): Promise<Map<string, string>> => {
    const found = new Map<string, string>();
    for await (const { stateMachines = [] } of paginateListStateMachines({ client: machines }, {})) {
      for (const { name = '', stateMachineArn = '' } of stateMachines)
        if (name.startsWith(machinePrefix)) found.set(name.slice(machinePrefix.length), stateMachineArn);
    }
    return found;
  };
  return {
    archive: bucketArchive(new S3Client({ forcePathStyle: true }), archiveBucket),
    clock,
    ...tableAccountPorts(table, clock),
    refusals: tableRefusals(table, clock),
    directory: tableDirectory(table, clock),
    queue: sqsQueue(new SQSClient({}), eventsQueueUrl),
    switches: parameterSwitches(new SSMClient({}), switchesPath),
    versions: tableVersions(table, clock),
    entryRefusals: tableEntryRefusals(table, clock),
    activeEnrollments: journey => activeEnrollments(table, journey),
    journeys: async () => [...(await deployed()).keys()].sort(),
    liveVersion: async journey => {
      const machine = (await deployed()).get(journey);
      if (machine === undefined) return undefined;
      const stateMachineAliasArn = `${machine}:${liveAlias}`;
      const alias = await machines.send(new DescribeStateMachineAliasCommand({ stateMachineAliasArn }));
      const stateMachineArn = alias.routingConfiguration?.[0]?.stateMachineVersionArn;
      const { definition = '{}' } = await machines.send(new DescribeStateMachineCommand({ stateMachineArn }));
      return versionIn(definition);
    },
  };
};
