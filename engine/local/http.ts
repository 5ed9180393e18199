import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Api, answerRequest, jsonOf, type RawRequest } from './answer-request.ts';
import { type AwsCall, awsCall } from './aws-call.ts';
import { answerDisturbed, type Disturb } from './disturbance.ts';
import { listen } from './listen.ts';

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
        const act = () => void answerRequest(apis, rawRequest(message, body));
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
    input: jsonOf(body),
  });

const respond = (apis: readonly Api[], message: IncomingMessage, body: string, response: ServerResponse) => {
  const answered = answerRequest(apis, rawRequest(message, body));
  if ('cut' in answered) return message.socket.destroy();
  response.writeHead(answered.status, answered.headers);
  response.end(answered.body);
};

const rawRequest = (message: IncomingMessage, body: string): RawRequest => ({
  method: message.method ?? 'GET',
  path: pathOf(message),
  query: new URLSearchParams((message.url ?? '').split('?')[1]),
  target: targetOf(message),
  body,
});

const targetOf = (message: IncomingMessage) => String(message.headers['x-amz-target'] ?? '');

const pathOf = (message: IncomingMessage) => (message.url ?? '/').split('?')[0] ?? '/';
