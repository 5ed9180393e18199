import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AwsCall, awsCall } from './aws-call.ts';
import { answerDisturbed, type Disturb } from './disturbance.ts';
import { listen } from './listen.ts';
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

/** `cut`: the connection is closed without an answer. */
export type Answer = { body: unknown } | { cut: true };

/** Answers nothing for what it does not know. */
export type Api = (request: Request) => Answer | undefined;

export interface HttpServer {
  url: string;
  stop(): Promise<void>;
}

export interface HttpOptions {
  port?: number | undefined;
  /** Called for every request that is not disturbed. */
  observe?: ((call: AwsCall) => void) | undefined;
  disturb?: Disturb | undefined;
}

/** Serves AWS APIs at 127.0.0.1. @throws PortTaken */
export const serveHttp = async (
  apis: readonly Api[],
  { port = 0, observe, disturb }: HttpOptions = {},
): Promise<HttpServer> => {
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    message.on('data', chunk => chunks.push(chunk));
    message.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const call = observe || disturb ? callOf(message, body) : undefined;
      const disturbance = call && disturb?.({ ...call, headers: message.headers });
      if (call && disturbance) {
        const answer = () => respond(apis, message, body, response);
        const act = () => void outcomeOf(apis, message, body);
        return void answerDisturbed(disturbance, call.service, response, { answer, act });
      }
      if (call) observe?.(call);
      respond(apis, message, body, response);
    });
  });
  server.keepAliveTimeout = 0; // the client closes it: a race between the two ends would look like a lost answer
  return {
    url: await listen(server, port),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const callOf = (message: IncomingMessage, body: string): AwsCall =>
  awsCall({
    method: message.method,
    path: pathOf(message),
    target: targetOf(message),
    authorization: message.headers.authorization,
    input: parse(body),
  });

const respond = (apis: readonly Api[], message: IncomingMessage, body: string, response: ServerResponse) => {
  const outcome = outcomeOf(apis, message, body);
  if ('cut' in outcome) message.socket.destroy();
  else if (outcome instanceof ServiceError) {
    response.setHeader('x-amzn-errortype', outcome.code);
    send(response, outcome.status, targetOf(message), { __type: outcome.code, message: outcome.message });
  } else send(response, 200, targetOf(message), outcome.body);
};

const outcomeOf = (apis: readonly Api[], message: IncomingMessage, body: string): Answer | ServiceError => {
  try {
    return answerOf(apis, {
      method: message.method ?? 'GET',
      path: pathOf(message),
      query: new URLSearchParams((message.url ?? '').split('?')[1]),
      target: targetOf(message),
      json: () => parse(body),
    });
  } catch (error) {
    return error instanceof ServiceError ? error : new ServiceError('InternalFailure', String(error), 500);
  }
};

const answerOf = (apis: readonly Api[], request: Request): Answer => {
  for (const api of apis) {
    const answer = api(request);
    if (answer) return answer;
  }
  const what = request.target || `${request.method} ${request.path}`;
  throw new ServiceError('UnknownOperationException', `The local cloud does not have ${what}.`);
};

const targetOf = (message: IncomingMessage) => String(message.headers['x-amz-target'] ?? '');

const pathOf = (message: IncomingMessage) => (message.url ?? '/').split('?')[0] ?? '/';

const parse = (body: string): unknown => {
  try {
    return JSON.parse(body || '{}');
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON.');
  }
};

const send = (response: ServerResponse, status: number, target: string, body: unknown) => {
  response.writeHead(status, { 'content-type': target ? 'application/x-amz-json-1.0' : 'application/json' });
  response.end(JSON.stringify(body));
};
