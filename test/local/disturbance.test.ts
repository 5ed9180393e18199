import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Disturbance } from '../../engine/local/disturbance.ts';
import { type LocalCloud, startLocalCloud } from '../../engine/local/local-cloud.ts';

let cloud: LocalCloud;
let next: Disturbance | undefined;
beforeAll(async () => {
  cloud = await startLocalCloud({
    startAt: '2026-03-02T09:00:00.000Z',
    disturb: () => {
      const disturbance = next;
      next = undefined;
      return disturbance;
    },
  });
});
afterAll(() => cloud.stop());

const once = { maxAttempts: 1 };
const key = (id: string) => ({ pk: { S: id }, sk: { S: 'x' } });
const services: Record<string, { call(id: string): Promise<unknown>; hasIt(id: string): Promise<boolean> }> = {
  dynamodb: {
    call: id => new DynamoDBClient(once).send(new PutItemCommand({ TableName: 'daymark', Item: key(id) })),
    hasIt: async id =>
      (await new DynamoDBClient({}).send(new GetItemCommand({ TableName: 'daymark', Key: key(id) }))).Item !==
      undefined,
  },
  sqs: {
    call: id =>
      new SQSClient(once).send(
        new SendMessageCommand({ QueueUrl: `${cloud.url}/000000000000/daymark-notices`, MessageBody: id }),
      ),
    hasIt: async () => cloud.queues.get('daymark-notices').size() > 0,
  },
  ses: {
    call: id =>
      new SESv2Client(once).send(
        new SendEmailCommand({
          FromEmailAddress: 'a@example.com',
          Destination: { ToAddresses: [`${id}@example.com`] },
          Content: { Simple: { Subject: { Data: id }, Body: { Text: { Data: id } } } },
          ConfigurationSetName: 'daymark-lifecycle',
        }),
      ),
    hasIt: async id => cloud.mailbox.mails().some(({ subject }) => subject === id),
  },
};

/** What the caller learns, and whether the service acted. */
const kinds: Record<Disturbance['kind'], { error?: (service: string) => RegExp; acts: boolean }> = {
  late: { acts: true },
  'lost-request': { error: () => /ECONNRESET|TimeoutError/, acts: false },
  'lost-answer': { error: () => /ECONNRESET|TimeoutError/, acts: true },
  'failed-before': { error: () => /InternalServerError/, acts: false },
  'failed-after': { error: () => /InternalServerError/, acts: true },
  throttled: {
    error: service => (service === 'ses' ? /TooManyRequestsException/ : /ThrottlingException/),
    acts: false,
  },
};

for (const [service, { call, hasIt }] of Object.entries(services)) {
  const all = Object.entries(kinds) as [Disturbance['kind'], (typeof kinds)['late']][];
  // The queue is asked whether it has anything: what it must not have comes first.
  for (const [kind, { error, acts }] of all.sort(([, a], [, b]) => Number(a.acts) - Number(b.acts)))
    test(`a request to ${service} that is ${kind}`, async () => {
      next = kind === 'late' ? { kind, milliseconds: 5 } : { kind };
      const outcome = await call(kind).then(
        () => 'answered',
        ({ name, code }) => `${name} ${code}`,
      );
      expect(outcome).toMatch(error?.(service) ?? /answered/);
      expect(await hasIt(kind)).toBe(acts);
    });
}
