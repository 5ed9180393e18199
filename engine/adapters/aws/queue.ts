import { createHash } from 'node:crypto';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Queue } from '../../services/ports.ts';

/** SQS FIFO: one account's events in order, and an event that is sent again within five minutes once. */
export const sqsQueue = (client: SQSClient, queueUrl: string): Queue => ({
  publish: async event => {
    await client.send(
      new SendMessageCommand({
        QueueUrl: queueUrl,
        MessageBody: JSON.stringify(event),
        MessageGroupId: groupId(event.account ?? event.customer ?? event.id),
        MessageDeduplicationId: hash(event.id),
      }),
    );
  },
});

/** @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessage.html */
const groupId = (owner: string): string => (/^[\x21-\x7e]{1,128}$/.test(owner) ? owner : hash(owner));

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
