import { createHash } from 'node:crypto';
import { SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sqsQueue } from '../../engine/adapters/aws/queue.ts';
import type { Queue } from '../../engine/ports/ports.ts';
import { anEvent } from '../conformance/records.ts';
import { awsAnswer, localAws, startTestServer, type TestServer } from '../support/http-server.ts';

let server: TestServer;
let queue: Queue;
beforeAll(async () => {
  server = await startTestServer();
  queue = sqsQueue(new SQSClient(localAws(server.url)), `${server.url}/1/events.fifo`);
});
afterAll(() => server.stop());
beforeEach(() => {
  server.received.length = 0;
  server.answer = (response, { body }) => {
    const { MessageBody } = JSON.parse(body);
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    awsAnswer(200, { MessageId: 'm1', MD5OfMessageBody })(response);
  };
});

const sent = () => server.received.map(({ body }) => JSON.parse(body));
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

test('an event travels whole, in order with others of its account, and once', async () => {
  const event = anEvent('acme', 'e1');

  await queue.publish(event);

  expect(sent()).toEqual([
    {
      QueueUrl: `${server.url}/1/events.fifo`,
      MessageBody: JSON.stringify(event),
      MessageGroupId: 'acme',
      MessageDeduplicationId: sha256('segment:e1'),
    },
  ]);
});

test('a billing event of an unknown account goes in order with others of its customer', async () => {
  await queue.publish(anEvent(undefined, 'e1', { customer: 'cus_1' }));

  expect(sent()).toMatchObject([{ MessageGroupId: 'cus_1' }]);
});

test.each(['Ünited Übers', 'x'.repeat(129)])(
  'an account name that SQS refuses as a group is hashed: %s',
  async account => {
    await queue.publish(anEvent(account, 'e1'));

    expect(sent()).toMatchObject([{ MessageGroupId: sha256(account) }]);
  },
);

test('many events travel ten to a request, each as it would alone', async () => {
  server.answer = (response, { body }) => {
    const { Entries } = JSON.parse(body) as { Entries: { Id: string; MessageBody: string }[] };
    const Successful = Entries.map(({ Id, MessageBody }) => ({
      Id,
      MessageId: `m${Id}`,
      MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
    }));
    awsAnswer(200, { Successful, Failed: [] })(response);
  };
  const events = Array.from({ length: 23 }, (_, n) => anEvent(`a${n}`, `e${n}`));

  await queue.publishAll(events);

  expect(sent().map(({ Entries }) => Entries.length)).toEqual([10, 10, 3]);
  expect(sent()[2].Entries[1]).toEqual({
    Id: '1',
    MessageBody: JSON.stringify(events[21]),
    MessageGroupId: 'a21',
    MessageDeduplicationId: sha256('segment:e21'),
  });
});

test('a request that SQS takes only in part is an error, so that all of it is sent again', async () => {
  server.answer = awsAnswer(200, {
    Successful: [],
    Failed: [{ Id: '0', SenderFault: false, Code: 'InternalError' }],
  });

  await expect(queue.publishAll([anEvent('acme', 'e1')])).rejects.toThrow(
    'SQS did not take 1 of 1 messages: InternalError',
  );
});
