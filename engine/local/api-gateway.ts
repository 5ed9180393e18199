import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

/** Which function answers a route of the public contract; the same table is deployed to AWS. */
export type Routes = Readonly<Record<`${'GET' | 'POST'} /${string}`, string>>;

export const publicRoutes: Routes = {
  'POST /v1/track': 'ingest-usage',
  'POST /v1/identify': 'ingest-usage',
  'POST /v1/group': 'ingest-usage',
  'POST /v1/batch': 'ingest-usage',
  'POST /v1/billing/stripe': 'ingest-billing',
};

export type InvokeFunction = (name: string, payload: unknown) => Promise<unknown>;

/** API Gateway's HTTP API, as far as the routes need it: turns a request into the event that the functions get on AWS. */
export const apiGateway = (routes: Routes, invoke: InvokeFunction, now: () => string): Server =>
  createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://local').pathname;
    const target = routes[`${request.method} ${path}` as keyof Routes];
    const answer =
      target === undefined
        ? notFound
        : await answerOf(
            invoke(
              target,
              proxyEvent(await bodyOf(request), request.method ?? 'GET', path, plainHeaders(request), now()),
            ),
          );
    response.writeHead(answer.statusCode ?? 200, {
      'content-type': 'application/json',
      ...(answer.headers as Record<string, string> | undefined),
    });
    response.end(answer.body ?? '');
  });

/** The event of API Gateway's payload format 2.0. */
export const proxyEvent = (
  body: Buffer | string,
  method: string,
  path: string,
  headers: Record<string, string>,
  at: string,
): APIGatewayProxyEventV2 => ({
  version: '2.0',
  routeKey: `${method} ${path}`,
  rawPath: path,
  rawQueryString: '',
  headers,
  requestContext: {
    accountId: '000000000000',
    apiId: 'local',
    domainName: 'localhost',
    domainPrefix: 'local',
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: headers['user-agent'] ?? '' },
    requestId: 'local',
    routeKey: `${method} ${path}`,
    stage: '$default',
    time: at,
    timeEpoch: Date.parse(at),
  },
  body: typeof body === 'string' ? body : body.toString('base64'),
  isBase64Encoded: typeof body !== 'string',
});

const notFound: APIGatewayProxyStructuredResultV2 = { statusCode: 404, body: '{"message":"Not Found"}' };

const answerOf = async (answer: Promise<unknown>): Promise<APIGatewayProxyStructuredResultV2> => {
  try {
    return (await answer) as APIGatewayProxyStructuredResultV2;
  } catch {
    return { statusCode: 500, body: '{"message":"Internal Server Error"}' };
  }
};

/** API Gateway refuses more than 10 MB; the handlers draw their own, lower line. */
const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
};

const plainHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
