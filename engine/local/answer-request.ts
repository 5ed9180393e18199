import { ServiceError } from './service-error.ts';

export interface Request {
  method: string;
  path: string;
  query: URLSearchParams;
  /** Operation of the JSON protocols, such as `AWSStepFunctions.StartExecution`; empty for REST. */
  target: string;
  /** @throws ServiceError when the body is not JSON */
  json(): unknown;
}

/** `text`: a plain-text body, not JSON. `cut`: the connection is closed without an answer. */
export type LocalResponse = { body: unknown } | { text: string } | { cut: true };

/** `undefined` for operations it does not implement. */
export type Api = (request: Request) => LocalResponse | undefined;

/** A request as it was sent. */
export interface RawRequest extends Omit<Request, 'json'> {
  body: string;
}

export type Answered = { status: number; headers: Record<string, string>; body: string } | { cut: true };

/** Answers with the first API that implements the operation; errors in the form that the SDK parses. */
export const answerRequest = (apis: readonly Api[], { body, ...request }: RawRequest): Answered => {
  const headers = { 'content-type': request.target ? 'application/x-amz-json-1.0' : 'application/json' };
  try {
    const answer = answerOf(apis, { ...request, json: () => jsonOf(body) });
    if ('cut' in answer) return answer;
    if ('text' in answer) return { status: 200, headers: { 'content-type': 'text/plain' }, body: answer.text };
    return { status: 200, headers, body: JSON.stringify(answer.body) };
  } catch (error) {
    const { code, message, status } =
      error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error), 500);
    return {
      status,
      headers: { ...headers, 'x-amzn-errortype': code },
      body: JSON.stringify({ __type: code, message }),
    };
  }
};

const answerOf = (apis: readonly Api[], request: Request): LocalResponse => {
  for (const api of apis) {
    const answer = api(request);
    if (answer) return answer;
  }
  const operation = request.target || `${request.method} ${request.path}`;
  throw new ServiceError('UnknownOperationException', `The local cloud does not have ${operation}.`);
};

/** @throws ServiceError */
export const jsonOf = (body: string): unknown => {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON.');
  }
};
