import { RefusedRequest } from './refused-request.ts';
import { type CallType, type SentCall, segmentCall } from './segment-call.ts';

/** The calls of a request, in the order in which it holds them. */
export interface SentCalls {
  calls: readonly SentCall[];
  /** A batch is not lost for one bad call; a call that comes alone is refused with the request. */
  isBatch: boolean;
}

/** `any`: one call of whatever type, a batch, or a bare list of calls, as webhooks bring them. */
export type BodyOf = CallType | 'batch' | 'any';

/**
 * Reads the body of a request. Calls that are wrong are marked, not thrown.
 * @throws RefusedRequest for a body that is none of `kind`
 */
export const sentCalls = (kind: BodyOf, body: unknown): SentCalls => {
  if (kind === 'any' && Array.isArray(body)) return batchOf(body, '');
  if (!isObject(body)) throw new RefusedRequest('invalid_request', 'The body must be a JSON object.');
  if (kind !== 'batch' && kind !== 'any') return { calls: [segmentCall(typed(kind, body))], isBatch: false };
  if (!('batch' in body) && typeof body.type === 'string') return { calls: [segmentCall(body)], isBatch: false };
  return batchOf(body.batch, 'batch');
};

/** What one invocation gets done in its minute. */
const mostCalls = 2_500;

const batchOf = (said: unknown, field: string): SentCalls => {
  if (!Array.isArray(said)) throw refused(field, 'must be a list of calls');
  if (said.length > mostCalls)
    throw refused(field, `holds more than ${mostCalls} calls. Send them in several requests`);
  return { calls: said.map(segmentCall), isBatch: true };
};

const refused = (field: string, what: string): RefusedRequest =>
  new RefusedRequest('invalid_request', `${field || 'The body'}: ${what}.`, { ...(field && { field }) });

/** The route says the type; a body that says another one was sent to the wrong place. */
const typed = (type: CallType, body: Readonly<Record<string, unknown>>): object => {
  if (body.type === undefined || body.type === type) return { ...body, type };
  throw new RefusedRequest(
    'invalid_request',
    `type: this route takes ${type} calls. Send others to their own route or to /v1/batch.`,
    { field: 'type' },
  );
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
