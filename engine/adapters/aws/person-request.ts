import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { ActedFrom } from '../../account/audit-line.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { headerOf, jsonBody } from './http-door.ts';

/**
 * Reads a person's POST. Refuses pages of any origin but the console's, which matters if one has got hold of a token.
 * A request without an origin does not come from a page.
 * @throws RefusedRequest
 */
export const personRequest = (event: APIGatewayProxyEventV2, consoleOrigin: string | undefined) => {
  const origin = headerOf(event, 'origin');
  if (origin !== undefined && origin !== consoleOrigin)
    throw new RefusedRequest('wrong_origin', 'Pages of this origin may not act here.', { status: 403 });
  const from: ActedFrom = origin === undefined ? 'api' : 'console';
  return {
    path: event.routeKey.replace(/^POST /, ''),
    authorization: headerOf(event, 'authorization'),
    from,
    key: keyIn(headerOf(event, 'idempotency-key')),
    parameters: { ...event.queryStringParameters, ...event.pathParameters },
    body: event.body ? jsonBody(event) : {},
  };
};

const keyIn = (key: string | undefined): string | undefined => {
  if (key === undefined || /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new RefusedRequest('invalid_request', 'idempotency-key: must be 1 to 200 letters, digits or signs', {
    field: 'idempotency-key',
  });
};
