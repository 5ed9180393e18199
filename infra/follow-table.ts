import { Duration } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Construct } from 'constructs';
import type { StreamWiring } from '../engine/wiring/functions.ts';
import { allow } from './allow.ts';
import type { DataStack } from './data-stack.ts';
import type { Handler } from './handler.ts';
import type { Names } from './names.ts';
import { QueueWithDeadLetters } from './queue-with-dead-letters.ts';

/** Calls a function with changed rows of the table. Failing batches are bisected; a row is given up after ten tries. */
export const followTable = (
  scope: Construct,
  name: string,
  handler: Handler,
  { sortKeys, batchSize, windowSeconds }: StreamWiring,
  { data, names }: { data: DataStack; names: Names },
): void => {
  const eventSourceArn = data.table.tableStreamArn;
  if (eventSourceArn === undefined) throw new Error('The table has no stream.');
  const { deadLetters } = new QueueWithDeadLetters(scope, `Missed-${name}`, {
    queueName: `${names.prefix}-${name}-missed`,
    visibilityTimeout: Duration.minutes(1),
  });
  const reads = ['DescribeStream', 'GetRecords', 'GetShardIterator'].map(action => `dynamodb:${action}`);
  allow(handler.role, reads, [eventSourceArn]);
  allow(handler.role, ['dynamodb:ListStreams'], ['*'], 'It has no resource that a policy could name.');
  new lambda.EventSourceMapping(scope, `Stream-${name}`, {
    target: handler.function,
    eventSourceArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize,
    maxBatchingWindow: Duration.seconds(windowSeconds),
    parallelizationFactor: 4,
    bisectBatchOnError: true,
    retryAttempts: 10,
    reportBatchItemFailures: true,
    onFailure: new SqsDlq(deadLetters),
    filters: [{ pattern: JSON.stringify({ dynamodb: { Keys: { sk: { S: sortKeys.map(prefix => ({ prefix })) } } } }) }],
  });
};
