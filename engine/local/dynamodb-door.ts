import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AwsCall, awsCall } from './aws-call.ts';
import { localKey } from './aws-environment.ts';
import { answerDisturbed, type Disturb } from './disturbance.ts';
import { listen } from './listen.ts';
import { type Loopback, loopback } from './loopback.ts';
import type { SdkRequest } from './sdk-request.ts';

export interface DynamoDbDoorOptions {
  /** Called for every request that is not disturbed. */
  observe?: ((call: AwsCall) => void) | undefined;
  disturb?: Disturb | undefined;
  /** Whether this DynamoDB sends a content length, as the embedded one does: then `node:http` is bypassed. */
  statesLengths?: boolean;
}

/**
 * A proxy in front of DynamoDB Local that observes or disturbs requests. It forwards all of them under one access key,
 * because DynamoDB Local has separate tables for each key. Signatures are not verified.
 */
export const openDynamoDbDoor = async (
  dynamodb: string,
  { observe, disturb, statesLengths = false }: DynamoDbDoorOptions,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const { send, close } = statesLengths ? loopback(dynamodb) : overHttp(dynamodb);

  const pass = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(asked);
    if (!observe && !disturb) return forward(asked, body, response);
    const { method, headers } = asked;
    const input: unknown = JSON.parse(body.toString() || '{}');
    const target = String(headers['x-amz-target'] ?? '');
    const call = awsCall({ method, path: '/', target, authorization: headers.authorization, input });
    const disturbance = disturb?.({ ...call, headers });
    if (disturbance) {
      return answerDisturbed(disturbance, call.service, response, {
        answer: () => forward(asked, body, response),
        act: () => forward(asked, body),
      });
    }
    observe?.(call);
    return forward(asked, body, response);
  };

  /** Resolves when the request is answered. */
  const forward = async (asked: IncomingMessage, body: Buffer, response?: ServerResponse): Promise<void> => {
    const headers = { ...(asked.headers as SdkRequest['headers']), authorization: asOneCaller(asked) };
    try {
      const answer = await send({ method: asked.method ?? 'POST', path: asked.url ?? '/', query: {}, headers, body });
      response?.writeHead(answer.statusCode, answer.headers).end(answer.body);
    } catch {
      // Like a lost connection: the SDK retries.
      response?.destroy();
    }
  };

  const server = createServer((asked, response) => void pass(asked, response).catch(() => response.destroy()));
  server.keepAliveTimeout = 0; // the client closes it, as in http.ts
  return {
    url: await listen(server, 0),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
        close();
      }),
  };
};

/** To a server that may answer in chunks. */
const overHttp = (url: string): Loopback => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(url);
  return {
    send: ({ method, path, headers, body }) =>
      new Promise((resolve, reject) => {
        const own = { ...headers, host: `${hostname}:${port}` };
        request({ agent, hostname, port, method, path, headers: own }, answer => {
          bodyOf(answer).then(
            whole => resolve({ statusCode: answer.statusCode ?? 500, headers: headersOf(answer), body: whole }),
            reject,
          );
        })
          .once('error', reject)
          .end(body);
      }),
    close: () => agent.destroy(),
  };
};

/** Without the headers of the connection itself. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string> => {
  const { 'transfer-encoding': _, connection: __, ...own } = headers;
  return own as Record<string, string>;
};

/** As `buffer` of `node:stream/consumers`, which is slower because it goes through a Blob. */
const bodyOf = async (asked: IncomingMessage): Promise<Buffer> => Buffer.concat(await Array.fromAsync(asked));

const asOneCaller = ({ headers }: IncomingMessage): string =>
  String(headers.authorization ?? '').replace(/Credential=[^/]+/, `Credential=${localKey}`);
