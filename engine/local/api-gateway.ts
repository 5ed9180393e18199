import type { IncomingMessage, OutgoingHttpHeaders, RequestListener } from 'node:http';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { matchRoute, type PublicRoute } from '../access/public-routes.ts';
import { instant } from '../kernel/instant.ts';
import { pathOf, proxyEvent } from './proxy-event.ts';

export type InvokeFunction = (name: string, payload: unknown) => Promise<unknown>;

/** API Gateway's HTTP API, as far as the routes need it: turns a request into the event that functions get on AWS. */
export const apiGateway =
  (
    routes: readonly PublicRoute[],
    invoke: InvokeFunction,
    now: () => string,
    onAnswer: (answered: AnsweredRequest, answer: string | undefined) => unknown = () => undefined,
  ): RequestListener =>
  async (request, response) => {
    let requestBody = '';
    const answer = await answerTo(request, routes, invoke, text => {
      requestBody = text;
    });
    const { statusCode, headers, body, isBase64Encoded } = answer;
    const { method = 'GET', url = '/' } = request;
    onAnswer({ at: now(), method, path: pathOf(url), status: statusCode ?? 200, body: requestBody }, body);
    response.writeHead(statusCode ?? 200, { 'content-type': 'application/json', ...(headers as OutgoingHttpHeaders) });
    response.end(isBase64Encoded ? Buffer.from(body ?? '', 'base64') : (body ?? ''));
  };

export interface AnsweredRequest {
  at: string;
  method: string;
  path: string;
  status: number;
  /** The request's body. */
  body: string;
}

/** The body; `undefined` if it exceeds API Gateway's limit. Handlers have lower limits of their own. */
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
  routes: readonly PublicRoute[],
  invoke: InvokeFunction,
  read: (body: string) => unknown,
): Promise<APIGatewayProxyStructuredResultV2> => {
  const { method = 'GET', url = '/' } = request;
  const path = pathOf(url);
  const route = matchRoute(routes, method, path);
  if (route === undefined) return refusal(404, 'not_found', `There is no ${method} ${path}.`);
  try {
    const body = await bodyOf(request);
    if (body === undefined) return refusal(413, 'body_too_large', 'The body is larger than 10 MB.');
    read(String(body));
    // HTTP clients live in real time, while the clock here, and Date with it, is virtual.
    const at = instant(performance.timeOrigin + performance.now());
    const event = proxyEvent({ method, url, headers: plainHeaders(request), body, at, route });
    return (await invoke(route.function, event)) as APIGatewayProxyStructuredResultV2;
  } catch {
    return refusal(500, 'internal', 'The request could not be handled. Send it again.');
  }
};

/** An error response in the handlers' format. */
const refusal = (statusCode: number, code: string, message: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  body: JSON.stringify({ error: { code, message } }),
});

const plainHeaders = (request: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(',') : (value ?? ''),
    ]),
  );
