import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { AwsCall } from './aws-call.ts';

/** A request that arrives at a service. */
export interface Arriving extends AwsCall {
  headers: IncomingHttpHeaders;
}

/** A network or service fault in a request. */
export type Disturbance =
  | { kind: 'late'; milliseconds: number }
  | {
      kind: 'lost-request' | 'lost-answer' | 'failed-before' | 'failed-after' | 'throttled';
      /** Resolves once the service has acted, or never will. */
      done?(): void;
    };

export type Disturb = (arriving: Arriving) => Disturbance | undefined;

interface Served {
  /** Passes the request on, and returns the service's answer. */
  answer(): unknown;
  /** Passes the request on; drops the answer. */
  act(): unknown;
}

/** Answers in place of the service. */
export const answerDisturbed = async (
  disturbance: Disturbance,
  service: string,
  response: ServerResponse,
  { answer, act }: Served,
): Promise<void> => {
  if (disturbance.kind === 'late') {
    await pause(disturbance.milliseconds);
    return void (await answer());
  }
  if (disturbance.kind === 'lost-answer' || disturbance.kind === 'failed-after') await act();
  disturbance.done?.();
  switch (disturbance.kind) {
    case 'lost-request':
    case 'lost-answer':
      return void response.destroy();
    case 'failed-before':
    case 'failed-after':
      return refuse(response, 500, 'InternalServerError');
    case 'throttled':
      // Webhooks use the same error for throttling.
      return service === 'ses' || service === 'post'
        ? refuse(response, 429, 'TooManyRequestsException')
        : refuse(response, 400, 'ThrottlingException');
  }
};

const refuse = (response: ServerResponse, status: number, code: string): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': code });
  response.end(JSON.stringify({ __type: code, message: 'Try again.' }));
};
