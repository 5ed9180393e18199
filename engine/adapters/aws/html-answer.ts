import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { RefusedRequest } from '../../kernel/refused-request.ts';
import { pageStyle } from '../../pages/page-style.ts';
import { headerOf, rawBody } from './http-door.ts';

const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/**
 * A page for a contact's choices. Headers forbid caching, framing, indexing, referrers, scripts and loading anything.
 */
export const htmlAnswer = (statusCode: number, page: string): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex, nofollow',
  },
  body: page,
});

/** The response that mail programs expect of a one-click unsubscribe: empty. */
export const emptyAnswer = (statusCode: number): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
  body: '',
});

/** The fields of a form, in either of the two encodings that RFC 8058 allows. @throws RefusedRequest */
export const formBody = async (event: APIGatewayProxyEventV2): Promise<FormData> => {
  const type = headerOf(event, 'content-type') ?? 'application/x-www-form-urlencoded';
  const body = new Uint8Array(rawBody(event));
  try {
    return await new Response(body, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new RefusedRequest('invalid_form', 'The body is not a form. Send application/x-www-form-urlencoded.');
  }
};
