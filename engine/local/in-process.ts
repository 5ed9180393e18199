import type { SdkOptions } from '../adapters/aws/client-config.ts';
import { type Api, answerRequest } from './answer-request.ts';
import type { Loopback } from './loopback.ts';
import { ConnectionCut, type SdkRequest, type SdkResponse } from './sdk-request.ts';

/**
 * Options of the SDK for clients that spare sockets. An endpoint in the environment would be looked up again at each call, and
 * a user agent be put together that no endpoint of ours reads.
 */
export const inProcessClient = (apis: readonly Api[], dynamodb: Loopback, endpoint: string) =>
  ({
    requestHandler: inProcess(apis, dynamodb),
    endpoint,
    defaultUserAgentProvider: async () => [],
  }) satisfies SdkOptions;

/** A request handler of the SDK: DynamoDB's requests go to its process, the others are answered by the APIs themselves, as their endpoint does. */
export const inProcess = (apis: readonly Api[], dynamodb: Loopback) => ({
  handle: async (request: SdkRequest): Promise<{ response: SdkResponse }> => ({
    response: isDynamoDb(request) ? await dynamodb.send(request) : answer(apis, request),
  }),
});

const isDynamoDb = ({ headers }: SdkRequest): boolean => headers['x-amz-target']?.startsWith('DynamoDB_') ?? false;

const answer = (apis: readonly Api[], { method, path, query, headers, body = '' }: SdkRequest): SdkResponse => {
  const answered = answerRequest(apis, {
    method,
    path,
    query: queryOf(query),
    target: headers['x-amz-target'] ?? '',
    body: typeof body === 'string' ? body : new TextDecoder().decode(body),
  });
  if ('cut' in answered) throw new ConnectionCut();
  return { statusCode: answered.status, headers: answered.headers, body: Buffer.from(answered.body) };
};

const queryOf = (query: SdkRequest['query']): URLSearchParams => {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) for (const each of [value ?? []].flat()) params.append(name, each);
  return params;
};
