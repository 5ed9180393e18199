import { hash } from 'node:crypto';
import { region } from './arn.ts';
import type { Functions } from './functions.ts';
import type { QueueMessage } from './queue-message.ts';

/** A message in a queue. Times are milliseconds since the epoch. */
export interface Received extends QueueMessage {
  messageId: string;
  sequenceNumber: string;
  sentAt: number;
  visibleAt: number;
  receiveCount: number;
}

export interface Batch {
  functions: Functions;
  functionName: string;
  queueArn: string;
  batch: readonly Received[];
  now: number;
  group?: string;
  onError(functionName: string, error: unknown): void;
}

/** Calls the function as Lambda's SQS event source does. Returns the ids of the messages that failed. */
export const deliverBatch = async ({
  functions,
  functionName,
  queueArn,
  batch,
  now,
  group,
  onError,
}: Batch): Promise<string[]> => {
  for (const message of batch) message.receiveCount += 1;
  if (batch.length === 0) return [];
  try {
    const Records = batch.map(message => recordOf(message, queueArn, now));
    const answer = await functions.invoke(functionName, { Records }, group);
    return failures(answer, batch);
  } catch (error) {
    onError(functionName, error);
    return batch.map(({ messageId }) => messageId);
  }
};

/** An unknown or empty id in `batchItemFailures` fails the whole batch; an empty answer means success. */
const failures = (answer: unknown, batch: readonly Received[]): string[] => {
  const listed = (answer as { batchItemFailures?: { itemIdentifier?: string }[] } | null)?.batchItemFailures ?? [];
  const ids = listed.map(({ itemIdentifier }) => itemIdentifier ?? '');
  const known = new Set(batch.map(({ messageId }) => messageId));
  return ids.every(id => known.has(id)) ? ids : [...known];
};

const recordOf = (message: Received, eventSourceARN: string, now: number) => ({
  messageId: message.messageId,
  receiptHandle: `${message.messageId}#${message.receiveCount}`,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receiveCount),
    ApproximateFirstReceiveTimestamp: String(now),
    SentTimestamp: String(message.sentAt),
    SenderId: 'local',
    ...(message.group === undefined
      ? {}
      : {
          MessageGroupId: message.group,
          SequenceNumber: message.sequenceNumber,
          MessageDeduplicationId: message.deduplication,
        }),
  },
  messageAttributes: {},
  md5OfBody: hash('md5', message.body),
  eventSource: 'aws:sqs',
  eventSourceARN,
  awsRegion: region,
});
