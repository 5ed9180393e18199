import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  QueueDoesNotExist,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqsDeadLetters } from '../../engine/adapters/aws/dead-letters.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';
import { eventsQueue, feedbackQueue } from '../../engine/local/world.ts';

const startAt = '2026-03-28T09:00:00.000Z';
let cloud: LocalCloud;
let sqs: SQSClient;
let received: string[];
let fail: (body: string, record: SqsRecord) => boolean;

interface SqsRecord {
  messageId: string;
  body: string;
  attributes: Record<string, string>;
}

beforeEach(async () => {
  cloud = await startLocalCloud({ startAt });
  sqs = new SQSClient({});
  received = [];
  fail = () => false;
  const handler = async ({ Records }: { Records: SqsRecord[] }) => {
    const failed: { itemIdentifier: string }[] = [];
    for (const record of Records) {
      if (failed.length > 0 || fail(record.body, record)) failed.push({ itemIdentifier: record.messageId });
      else received.push(`${record.body} ${cloud.now().slice(11, 19)}`);
    }
    return { batchItemFailures: failed };
  };
  cloud.registerFunction('route-events', handler);
  cloud.registerFunction('record-feedback', handler);
  cloud.subscribe(eventsQueue, 'route-events');
});
afterEach(async () => {
  sqs.destroy();
  await cloud.stop();
});

const send = (body: string, group = 'acme', id = body) =>
  sqs.send(
    new SendMessageCommand({
      QueueUrl: process.env.DAYMARK_EVENTS_QUEUE_URL,
      MessageBody: body,
      MessageGroupId: group,
      MessageDeduplicationId: id,
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'event' },
        raw: { DataType: 'Binary', BinaryValue: Buffer.from('x') },
      },
    }),
  );

describe('a FIFO queue', () => {
  it('delivers at once, in order, what the SDK finds intact', async () => {
    for (const body of ['1', '2', '3']) await send(body);
    await cloud.settle();
    expect(received).toEqual(['1 09:00:00', '2 09:00:00', '3 09:00:00']);
  });

  it('takes a message of each group, though they have one id', async () => {
    await send('1', 'acme', 'same');
    await send('2', 'globex', 'same');
    await cloud.settle();
    expect(received).toEqual(['1 09:00:00', '2 09:00:00']);
  });

  it('drops what comes again within five minutes', async () => {
    const first = await send('1', 'acme', 'same');
    await cloud.advanceTo('2026-03-28T09:04:59.000Z');
    const second = await send('again', 'acme', 'same');
    await cloud.advanceTo('2026-03-28T09:05:00.000Z');
    await send('after', 'acme', 'same');
    await cloud.settle();
    expect(second.MessageId).toBe(first.MessageId);
    expect(received).toEqual(['1 09:00:00', 'after 09:05:00']);
  });

  it('delivers a failed message again, before what follows it in its group, and others meanwhile', async () => {
    let failures = 2;
    fail = body => body === '2' && failures-- > 0;
    for (const body of ['1', '2', '3']) await send(body);
    await cloud.advanceTo('2026-03-28T09:00:10.000Z');
    await send('other', 'beta');
    await send('4');
    await cloud.idle('2026-03-29T00:00:00.000Z');
    expect(received).toEqual(['1 09:00:00', 'other 09:00:10', '2 09:01:00', '3 09:01:00', '4 09:01:00']);
  });

  it('gives up after five deliveries, and keeps the message', async () => {
    // In a larger batch the messages after the failed one would count as received, too, and share its fate, as on AWS.
    const queue = cloud.queues.create('five.fifo', { fifo: true });
    cloud.subscribe('five.fifo', 'route-events', { batchSize: 1 });
    const counts: string[] = [];
    fail = (body, record) => body === 'poison' && counts.push(record.attributes.ApproximateReceiveCount ?? '') > 0;
    for (const body of ['poison', 'next']) queue.send({ body, group: 'acme', deduplication: body });
    await cloud.idle('2026-03-29T00:00:00.000Z');
    expect(counts).toEqual(['1', '2', '3', '4', '5']);
    expect(received).toEqual(['next 09:02:00']);
    expect(queue.deadLetters.map(({ body }) => body)).toEqual(['poison']);
    expect(queue.size()).toBe(0);
  });

  it('keeps what its function gives up by itself, beside what it gave up', async () => {
    const table = { client: new DynamoDBClient({}), name: process.env.DAYMARK_TABLE ?? '' };
    const clock = { now: cloud.now };
    const dead = sqsDeadLetters(table, clock, sqs, process.env.DAYMARK_DEAD_EVENTS_QUEUE_URL ?? '');
    const message = { id: 'm1', group: 'acme', body: 'poison', receives: 2 };

    expect([await dead.countTry(message), await dead.countTry({ ...message, id: 'm2' })]).toEqual([1, 1]);
    expect(await dead.countTry(message)).toBe(1);
    expect(await dead.countTry({ ...message, receives: 3 })).toBe(2);
    await dead.giveUp(message);
    table.client.destroy();

    expect(cloud.queues.get(eventsQueue).deadLetters).toMatchObject([{ body: 'poison', group: 'acme' }]);
    expect(received).toEqual([]);
  });

  it('takes a throwing function as a failure of the whole batch', async () => {
    let calls = 0;
    cloud.registerFunction('route-events', () => {
      calls += 1;
      if (calls === 1) throw new Error('crashed');
    });
    await send('1');
    await cloud.idle('2026-03-29T00:00:00.000Z');
    expect(calls).toBe(2);
    expect(cloud.errors).toMatchObject([{ at: startAt, functionName: 'route-events' }]);
  });

  it('wants a group', async () => {
    await expect(
      sqs.send(new SendMessageCommand({ QueueUrl: process.env.DAYMARK_EVENTS_QUEUE_URL, MessageBody: 'x' })),
    ).rejects.toMatchObject({ name: 'MissingParameter' });
  });
});

describe('a standard queue', () => {
  it('gathers messages for its window, ten to a batch', async () => {
    const batches: number[] = [];
    cloud.registerFunction(
      'record-feedback',
      ({ Records }: { Records: SqsRecord[] }) => void batches.push(Records.length),
    );
    cloud.subscribe(feedbackQueue, 'record-feedback', { windowSeconds: 60 });
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: feedbackQueue }));
    for (const round of ['a', 'b']) {
      const Entries = Array.from({ length: 6 }, (_, index) => ({ Id: `${round}${index}`, MessageBody: `${index}` }));
      const { Successful } = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      expect(Successful).toHaveLength(6);
    }
    await cloud.advanceTo('2026-03-28T09:00:59.000Z');
    expect(batches).toEqual([]);
    await cloud.advanceTo('2026-03-28T09:01:00.000Z');
    expect(batches).toEqual([10, 2]);
  });

  it('is created and found by name, and missing where it is not', async () => {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'other', Attributes: { VisibilityTimeout: '5' } }),
    );
    expect(QueueUrl).toBe(`${cloud.url}/000000000000/other`);
    await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'missing' }))).rejects.toThrow(QueueDoesNotExist);
  });
});
