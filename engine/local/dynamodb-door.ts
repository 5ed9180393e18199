import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AwsCall, awsCall } from './aws-call.ts';
import { localKey } from './aws-environment.ts';
import { answerDisturbed, type Disturb } from './disturbance.ts';
import { listen } from './listen.ts';

export interface DynamoDbDoorOptions {
  /** Called for every request that is not disturbed. */
  observe?: ((call: AwsCall) => void) | undefined;
  disturb?: Disturb | undefined;
}

/**
 * A proxy in front of DynamoDB Local that observes or disturbs requests. It forwards all of them under one access key, since
 * DynamoDB Local has separate tables for each, and does not verify signatures.
 */
export const openDynamoDbDoor = async (
  dynamodb: string,
  { observe, disturb }: DynamoDbDoorOptions,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(dynamodb);

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
  const forward = (asked: IncomingMessage, body: Buffer, response?: ServerResponse): Promise<void> =>
    new Promise(resolve => {
      const passed = request(
        {
          agent,
          hostname,
          port,
          method: asked.method,
          path: asked.url,
          headers: { ...asked.headers, authorization: asOneCaller(asked), host: `${hostname}:${port}` },
        },
        answer => {
          answer.once('close', resolve);
          if (!response) return answer.resume();
          response.writeHead(answer.statusCode ?? 500, answer.headers);
          return answer.pipe(response);
        },
      );
      passed.once('error', () => {
        // Like a lost connection: the SDK retries.
        response?.destroy();
        resolve();
      });
      passed.end(body);
    });

  const server = createServer((asked, response) => void pass(asked, response).catch(() => response.destroy()));
  server.keepAliveTimeout = 0; // the client closes it, as in http.ts
  return {
    url: await listen(server, 0),
    stop: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
};

/** As `buffer` of `node:stream/consumers`, without its detour over a Blob. */
const bodyOf = async (asked: IncomingMessage): Promise<Buffer> => Buffer.concat(await Array.fromAsync(asked));

const asOneCaller = ({ headers }: IncomingMessage): string =>
  String(headers.authorization ?? '').replace(/Credential=[^/]+/, `Credential=${localKey}`);
