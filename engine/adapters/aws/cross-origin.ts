import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { headerOf } from './http-door.ts';

/**
 * Lets pages of the listed origins call, and answers preflight requests. There are no cookies: the token is the
 * identity, so a foreign page gains nothing by making a browser send a request. It wraps `httpDoor`, so that pages can
 * read its error responses, too.
 */
export const crossOrigin = (
  origins: readonly string[],
): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => {
  const headersFor = (event: APIGatewayProxyEventV2): Record<string, string> => {
    const origin = headerOf(event, 'origin');
    const allowed = origin !== undefined && origins.includes(origin);
    return { vary: 'Origin', ...(allowed && { 'access-control-allow-origin': origin, ...exposed }) };
  };
  const added = (request: { event: APIGatewayProxyEventV2; response?: APIGatewayProxyStructuredResultV2 | null }) => {
    const { response } = request;
    if (response) response.headers = { ...response.headers, ...headersFor(request.event) };
  };
  return {
    before: ({ event }) => {
      if (event.requestContext.http.method !== 'OPTIONS') return;
      const headers = headersFor(event);
      const isAllowed = 'access-control-allow-origin' in headers;
      return { statusCode: 204, headers: { ...headers, ...(isAllowed && asked) } };
    },
    after: added,
    onError: added,
  };
};

const exposed = { 'access-control-expose-headers': 'etag, retry-after' };
/** Segment's library for pages counts its retries in a header of its own. */
const asked = {
  'access-control-allow-methods': 'GET, POST',
  'access-control-allow-headers': 'authorization, content-type, if-none-match, x-retry-count',
  'access-control-max-age': '7200',
};
