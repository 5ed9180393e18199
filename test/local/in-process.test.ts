import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { QueueDoesNotExist, SendMessageCommand, SQSClient, type SQSClientConfig } from '@aws-sdk/client-sqs';
import { GetParametersByPathCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Api } from '../../engine/local/answer-request.ts';
import { awsEnvironment } from '../../engine/local/aws-environment.ts';
import { type HttpServer, serveHttp } from '../../engine/local/http.ts';
import { inProcessClient } from '../../engine/local/in-process.ts';
import { loopback } from '../../engine/local/loopback.ts';
import { ServiceError } from '../../engine/local/service-error.ts';
import { createSsmApi } from '../../engine/local/ssm-api.ts';

/** What the APIs were asked. */
let asked: unknown[];
const remembering: Api = ({ method, path, query, target, json }) => {
  asked.push({ method, path, query: [...query], target, input: json() });
  return undefined;
};
const refusing: Api = ({ target }) => {
  if (target.startsWith('AmazonSQS.')) throw new ServiceError('QueueDoesNotExist', 'There is no such queue.');
  return undefined;
};
const cutting: Api = ({ path }) => (path.startsWith('/v2/email/') ? { cut: true } : undefined);
const someApis = () => [remembering, refusing, cutting, createSsmApi(() => Date.parse('2026-03-02T10:00:00Z'))];

let server: HttpServer;
beforeAll(async () => {
  server = await serveHttp(someApis());
});
afterAll(() => server.stop());

const outcomeOf = (work: Promise<object>): Promise<unknown> =>
  work.then(
    ({ $metadata: _, ...answer }: { $metadata?: unknown }) => answer,
    (error: Error & { code?: string }) => [error.name, error.code, error instanceof QueueDoesNotExist],
  );

/** The same calls, and what came of them. */
const talk = async (way: Pick<SQSClientConfig, 'requestHandler' | 'defaultUserAgentProvider'>) => {
  asked = [];
  const options = { ...awsEnvironment.client, endpoint: server.url, maxAttempts: 1, ...way };
  const [ssm, sqs, ses] = [new SSMClient(options), new SQSClient(options), new SESv2Client(options)];
  const parameter = { Name: '/switches/all', Value: 'paused: “Grüße”', Type: 'String', Overwrite: true } as const;
  const outcomes = [
    await outcomeOf(ssm.send(new PutParameterCommand(parameter))),
    await outcomeOf(ssm.send(new GetParametersByPathCommand({ Path: '/switches', Recursive: true }))),
    await outcomeOf(sqs.send(new SendMessageCommand({ QueueUrl: `${server.url}/1/none`, MessageBody: 'x' }))),
    await outcomeOf(ses.send(new SendEmailCommand({ Content: { Simple: undefined } }))),
  ];
  for (const client of [ssm, sqs, ses]) client.destroy();
  return { asked, outcomes };
};

it('answers the SDK in the process as over a socket: answers, refusals, and a connection that is cut', async () => {
  const overSocket = await talk({});
  const within = await talk(inProcessClient(someApis(), loopback(server.url), server.url));
  expect(within.asked).toEqual(overSocket.asked);
  expect(within.outcomes.slice(0, 3)).toEqual(overSocket.outcomes.slice(0, 3));
  expect(within.outcomes[2]).toEqual(['QueueDoesNotExist', undefined, true]);
  expect(within.outcomes[3]).toEqual(['TimeoutError', 'ECONNRESET', false]);
  expect(overSocket.outcomes[3]).toEqual(['TimeoutError', 'ECONNRESET', false]);
});
