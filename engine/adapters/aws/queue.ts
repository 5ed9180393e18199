import { SendMessageBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DomainEvent } from '../../account/event.ts';
import type { Notices } from '../../ports/notices.ts';
import type { Queue } from '../../ports/ports.ts';
import type { SweepQueue } from '../../ports/sweep-queue.ts';
import { eventMessage, noticeDelaySeconds } from './queue-messages.ts';

/** SQS FIFO: delivers an account's events in order, and an event sent twice within five minutes once. */
export const sqsQueue = (client: SQSClient, queueUrl: string): Queue => ({
  publish: async event => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, ...messageOf(event) }));
  },
  publishAll: async events => {
    for (let from = 0; from < events.length; from += messagesPerRequest)
      await sendTogether(client, queueUrl, events.slice(from, from + messagesPerRequest));
  },
});

/** A standard queue: sweeping accounts twice, or out of order, does no harm. */
export const sqsSweeps = (client: SQSClient, queueUrl: string): SweepQueue => ({
  goOn: async rest => {
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(rest) }));
  },
});

/** A standard queue. */
export const sqsNotices = (client: SQSClient, queueUrl: string): Notices => ({
  announce: async notice => {
    const MessageBody = JSON.stringify(notice);
    await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: noticeDelaySeconds }));
  },
});

/** Limit of SendMessageBatch. */
const messagesPerRequest = 10;

/** @throws Error if part of the batch failed; sending all of it again does no harm */
const sendTogether = async (client: SQSClient, queueUrl: string, events: readonly DomainEvent[]): Promise<void> => {
  const Entries = events.map((event, index) => ({ Id: String(index), ...messageOf(event) }));
  const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }));
  const [first] = Failed;
  if (first) throw new Error(`SQS did not take ${Failed.length} of ${events.length} messages: ${first.Code}`);
};

const messageOf = (event: DomainEvent) => {
  const { body, group, deduplication } = eventMessage(event);
  return { MessageBody: body, MessageGroupId: group, MessageDeduplicationId: deduplication };
};
