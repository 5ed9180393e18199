import { createHash } from 'node:crypto';
import * as z from 'zod';
import type { Api } from './answer-request.ts';
import { awsAccount } from './arn.ts';
import { parseRequest } from './parse-request.ts';
import type { QueueAttributes, Queues } from './queues.ts';
import { ServiceError } from './service-error.ts';

/** SQS: JSON 1.0. `url` is the address of the server, once it is known. */
export const createSqsApi = (queues: Queues, url: () => string): Api => {
  const operations: Readonly<Record<string, (json: unknown) => object>> = {
    CreateQueue: json => {
      const { QueueName, Attributes } = parse(createSchema, json);
      if (!/^[A-Za-z0-9_-]{1,75}(\.fifo)?$/.test(QueueName))
        throw new ServiceError('InvalidParameterValue', `Invalid queue name: ${QueueName}`);
      queues.create(QueueName, attributesOf(QueueName, Attributes));
      return { QueueUrl: queueUrl(url(), QueueName) };
    },
    GetQueueUrl: json => {
      const { QueueName } = parse(nameSchema, json);
      return { QueueUrl: queueUrl(url(), queues.get(QueueName).name) };
    },
    SendMessage: json => {
      const { QueueUrl, ...message } = parse(sendSchema, json);
      return send(queues, QueueUrl, message);
    },
    SendMessageBatch: json => {
      const { QueueUrl, Entries } = parse(batchSchema, json);
      const size = Entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
      if (size > largestMessage)
        throw new ServiceError('BatchRequestTooLong', `The batch has ${size} bytes; SQS takes ${largestMessage}.`);
      if (new Set(Entries.map(({ Id }) => Id)).size < Entries.length)
        throw new ServiceError('BatchEntryIdsNotDistinct', 'Two entries of the batch have the same Id.');
      return {
        Successful: Entries.map(({ Id, ...message }) => ({ Id, ...send(queues, QueueUrl, message) })),
        Failed: [],
      };
    },
  };

  return request => {
    const operation = operations[/^AmazonSQS\.(\w+)$/.exec(request.target)?.[1] ?? ''];
    return operation && { body: operation(request.json()) };
  };
};

export const queueUrl = (url: string, name: string): string => `${url}/${awsAccount}/${name}`;

/** SQS's limit on a message and on a batch, in bytes. */
const largestMessage = 1_048_576;

const messageAttribute = z.object({
  DataType: z.string(),
  StringValue: z.string().optional(),
  BinaryValue: z.string().optional(),
});
const messageSchema = z.object({
  MessageBody: z.string().min(1),
  DelaySeconds: z.int().min(0).max(900).optional(),
  MessageGroupId: z.string().max(128).optional(),
  MessageDeduplicationId: z.string().max(128).optional(),
  MessageAttributes: z.record(z.string(), messageAttribute).optional(),
});
const sendSchema = messageSchema.extend({ QueueUrl: z.string() });
const nameSchema = z.object({ QueueName: z.string() });
const batchSchema = z.object({
  QueueUrl: z.string(),
  Entries: z
    .array(messageSchema.extend({ Id: z.string() }))
    .min(1)
    .max(10),
});
const createSchema = z.object({ QueueName: z.string(), Attributes: z.record(z.string(), z.string()).default({}) });

const attributesOf = (name: string, attributes: Readonly<Record<string, string>>): QueueAttributes => {
  const redrive = attributes.RedrivePolicy
    ? (JSON.parse(attributes.RedrivePolicy) as { maxReceiveCount?: number | string })
    : {};
  return {
    fifo: name.endsWith('.fifo'),
    contentBasedDeduplication: attributes.ContentBasedDeduplication === 'true',
    ...(attributes.VisibilityTimeout ? { visibilityTimeout: Number(attributes.VisibilityTimeout) } : {}),
    ...(redrive.maxReceiveCount ? { maxReceiveCount: Number(redrive.maxReceiveCount) } : {}),
  };
};

const send = (queues: Queues, url: string, message: z.output<typeof messageSchema>) => {
  const { MessageBody, MessageGroupId, MessageDeduplicationId, MessageAttributes, DelaySeconds } = message;
  if (Buffer.byteLength(MessageBody) > largestMessage)
    throw new ServiceError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${largestMessage} bytes.`,
    );
  const queue = queues.get(url.split('/').at(-1) ?? '');
  const sent = queue.send({
    body: MessageBody,
    group: MessageGroupId,
    deduplication: MessageDeduplicationId,
    ...(DelaySeconds !== undefined && { delaySeconds: DelaySeconds }),
  });
  return {
    MessageId: sent.messageId,
    MD5OfMessageBody: md5(MessageBody),
    ...(MessageAttributes ? { MD5OfMessageAttributes: md5(encodeAttributes(MessageAttributes)) } : {}),
    ...(sent.sequenceNumber ? { SequenceNumber: sent.sequenceNumber } : {}),
  };
};

const md5 = (data: string | Buffer) => createHash('md5').update(data).digest('hex');

/**
 * The bytes whose MD5 SQS returns: sorted by name; name, type, 1 for text or 2 for bytes, and value, with their
 * lengths.
 */
const encodeAttributes = (attributes: Readonly<Record<string, z.output<typeof messageAttribute>>>): Buffer => {
  const sized = (data: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.length);
    return Buffer.concat([length, data]);
  };
  const parts = Object.entries(attributes)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { DataType, StringValue, BinaryValue }]) => [
      sized(Buffer.from(name)),
      sized(Buffer.from(DataType)),
      Buffer.from([BinaryValue === undefined ? 1 : 2]),
      sized(BinaryValue === undefined ? Buffer.from(StringValue ?? '') : Buffer.from(BinaryValue, 'base64')),
    ]);
  return Buffer.concat(parts);
};

const parse = <T>(schema: z.ZodType<T>, json: unknown): T => parseRequest(schema, json, 'InvalidParameterValue');
