import type { IncomingMessage, OutgoingHttpHeaders, RequestListener } from 'node:http';
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
export const apiGateway =
  (routes: Routes, invoke: InvokeFunction, now: () => string): RequestListener =>
  async (request, response) => {
    const { statusCode, headers, body } = await answerTo(request, routes, invoke, now);
    response.writeHead(statusCode ?? 200, { 'content-type': 'application/json', ...(headers as OutgoingHttpHeaders) });
    response.end(body ?? '');
  };

/** The path of a request, without its query. */
export const pathOf = ({ url = '/' }: IncomingMessage): string => url.replace(/[?#].*$/s, '');

/** The body, or nothing when it is larger than API Gateway takes. The handlers draw their own, lower line. */
export const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= largestBody) chunks.push(chunk as Buffer);
  }
  return size > largestBody ? undefined : Buffer.concat(chunks);
};

const largestBody = 10 * 1024 * 1024;

const answerTo = async (
  request: IncomingMessage,
  routes: Routes,
  invoke: InvokeFunction,
  now: () => string,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const { method = 'GET' } = request;
  const path = pathOf(request);
  const target = routes[`${method} ${path}` as keyof Routes];
  if (target === undefined) return refusal(404, 'not_found', `There is no ${method} ${path}.`);
  try {
    const body = await bodyOf(request);
    if (body === undefined) return refusal(413, 'body_too_large', 'The body is larger than 10 MB.');
    const event = proxyEvent(body, method, path, plainHeaders(request), now());
    return (await invoke(target, event)) as APIGatewayProxyStructuredResultV2;
  } catch {
    return refusal(500, 'internal', 'The request could not be handled. Send it again.');
  }
};

/** As the handlers refuse. */
const refusal = (statusCode: number, code: string, message: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  body: JSON.stringify({ error: { code, message } }),
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

const plainHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
