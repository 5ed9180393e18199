import { RefusedRequest } from '../kernel/refused-request.ts';
import { type CallType, type SentCall, segmentCall } from './segment-call.ts';

/** The calls of a request, in its order. */
export interface SentCalls {
  calls: readonly SentCall[];
  /** One bad call does not reject a batch; a bad single call rejects the request. */
  isBatch: boolean;
}

/** `any`: one call of any type, a batch, or a bare array of calls, as webhooks send them. */
export type BodyOf = CallType | 'batch' | 'any';

/**
 * Parses the body of a request. Bad calls are marked, not thrown.
 * @throws RefusedRequest for a body that is not of `kind`
 */
export const sentCalls = (kind: BodyOf, body: unknown): SentCalls => {
  if (kind === 'any' && Array.isArray(body)) return batchOf(body, '');
  if (!isObject(body)) throw new RefusedRequest('invalid_request', 'The body must be a JSON object.');
  if (kind !== 'batch' && kind !== 'any') return { calls: [segmentCall(typed(kind, body))], isBatch: false };
  if (!('batch' in body) && typeof body.type === 'string') return { calls: [segmentCall(body)], isBatch: false };
  return batchOf(body.batch, 'batch');
};

/** The most that one invocation handles within its timeout of one minute. */
const mostCalls = 2_500;

const batchOf = (said: unknown, field: string): SentCalls => {
  if (!Array.isArray(said)) throw refused(field, 'must be a list of calls');
  if (said.length > mostCalls)
    throw refused(field, `holds more than ${mostCalls} calls. Send them in several requests`);
  return { calls: said.map(segmentCall), isBatch: true };
};

const refused = (field: string, problem: string): RefusedRequest =>
  new RefusedRequest('invalid_request', `${field ? `${field}:` : 'The body'} ${problem}.`, { ...(field && { field }) });

/** The route implies the type; a body with another one was sent to the wrong route. */
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
