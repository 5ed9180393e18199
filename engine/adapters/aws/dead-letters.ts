import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { DeadLetters } from '../../ports/dead-letters.ts';
import type { Clock } from '../../ports/ports.ts';
import { afterAttempt } from '../../ports/retention.ts';
import { triesKey } from './table/keys.ts';
import type { Table } from './table/table.ts';

/**
 * Counts attempts in the table, and writes to the FIFO dead-letter queue, which keeps an account's messages in order.
 */
export const sqsDeadLetters = (table: Table, clock: Clock, client: SQSClient, queueUrl: string): DeadLetters => ({
  countTry: async ({ id, receives }) => {
    const expiresAt = afterAttempt(clock.now());
    const { Attributes } = await table.client.send(
      new UpdateItemCommand({
        TableName: table.name,
        Key: marshall(triesKey(id)),
        // A set, because the SDK repeats a write whose answer was lost, and a number would count twice.
        UpdateExpression: 'ADD triedReceives :receives SET expiresAt = :expiresAt',
        ExpressionAttributeValues: marshall({ ':receives': new Set([receives]), ':expiresAt': expiresAt }),
        ReturnValues: 'UPDATED_NEW',
      }),
    );
    return Attributes?.triedReceives?.NS?.length ?? 1;
  },
  giveUp: async ({ id, group, body }) => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: body,
        MessageGroupId: group,
        MessageDeduplicationId: id,
      }),
    );
  },
});
