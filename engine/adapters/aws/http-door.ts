import { hash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { WebhookRequest } from '../../ingest/webhook-request.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { memoize } from '../../kernel/memoize.ts';
import { RefusedRequest } from '../../kernel/refused-request.ts';

/** The largest body, in bytes: the 256 KB limit of queue messages and execution inputs. */
const largestBody = 262_144;

/** Answers a RefusedRequest with its reason as JSON. Any other error is a bug of ours and fails the invocation. */
export const httpDoor = (): MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> => ({
  onError: request => {
    const { error } = request;
    if (!(error instanceof RefusedRequest)) return;
    const { status, code, message, field, retryAfterSeconds, state } = error;
    request.response = answer(
      status,
      { error: { code, message, ...(field && { field }) }, ...state },
      retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) },
    );
  },
});

export const answer = (
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyStructuredResultV2 => ({
  statusCode,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** The body's bytes as sent. @throws RefusedRequest */
export const rawBody = (event: APIGatewayProxyEventV2): Buffer => bytesIn(event, largestBody);

/** @throws RefusedRequest for a body above this limit */
export const bytesIn = ({ body, isBase64Encoded }: APIGatewayProxyEventV2, atMost: number): Buffer => {
  const bytes = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > atMost) {
    throw new RefusedRequest(
      'body_too_large',
      `The body is larger than ${atMost / 1024} KB. Send it in several requests.`,
      { status: 413 },
    );
  }
  return bytes;
};

/** The parts of the request that signature checks need. @throws RefusedRequest */
export const webhookRequest = (event: APIGatewayProxyEventV2): WebhookRequest => ({
  body: rawBody(event),
  header: name => headerOf(event, name),
  receivedAt: receivedAt(event),
  url: `https://${event.requestContext.domainName}${event.rawPath}`,
});

/** @throws RefusedRequest */
export const jsonBody = (event: APIGatewayProxyEventV2): unknown => parsedJson(rawBody(event));

/** Parses UTF-8, with or without the byte order mark that clients on Windows write. @throws RefusedRequest */
export const parsedJson = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    throw new RefusedRequest('invalid_json', 'The body is not JSON.');
  }
};

const utf8 = new TextDecoder();

/** When the gateway received the request. */
export const receivedAt = ({ requestContext }: APIGatewayProxyEventV2): Instant => instant(requestContext.timeEpoch);

export const headerOf = ({ headers }: APIGatewayProxyEventV2, name: string): string | undefined =>
  headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];

/**
 * Reads the write key: the user of HTTP Basic, as in Segment's API, or `inBody` where allowed. Returns a fingerprint of
 * the key.
 * @throws RefusedRequest
 */
export const mustHaveWriteKey = (event: APIGatewayProxyEventV2, keys: readonly string[], inBody?: unknown): string => {
  const [scheme, credentials] = (headerOf(event, 'authorization') ?? '').split(' ');
  const user = Buffer.from(credentials ?? '', 'base64')
    .toString('utf8')
    .split(':')[0];
  const key = scheme?.toLowerCase() === 'basic' ? user : inBody;
  if (typeof key === 'string') {
    const given = digest(key);
    if (keys.some(each => timingSafeEqual(digest(each), given))) return nameOf(given);
  }
  throw new RefusedRequest('unauthorized', 'Give a write key as the user name of HTTP Basic, without a password.', {
    status: 401,
  });
};

/** Identifies the key to operators without revealing it. */
export const keyName = (key: string): string => nameOf(digest(key));

const nameOf = (hashed: Buffer): string => hashed.toString('hex').slice(0, 8);

/**
 * Hashes have one length, so that comparing reveals nothing about the key's. Cached: sources send the same few keys.
 */
const digest = memoize((text: string): Buffer => hash('sha256', text, 'buffer'), 100);
