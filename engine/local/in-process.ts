import type { SdkOptions } from '../adapters/aws/client-config.ts';
import { type Api, answerRequest } from './answer-request.ts';
import type { Loopback } from './loopback.ts';
import { ConnectionCut, type SdkRequest, type SdkResponse } from './sdk-request.ts';

/**
 * SDK options for clients that call the local APIs without sockets. The explicit endpoint saves a look-up in the
 * environment at each call, the empty user agent its assembly.
 */
export const inProcessClient = (apis: readonly Api[], dynamodb: Loopback, endpoint: string) =>
  ({
    requestHandler: inProcess(apis, dynamodb),
    endpoint,
    defaultUserAgentProvider: async () => [],
  }) satisfies SdkOptions;

/** An SDK request handler: DynamoDB's requests go to its process, the APIs answer all others without a socket. */
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
