import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AwsCall, awsCall } from './aws-call.ts';
import { localKey } from './aws-environment.ts';
import { listen } from './listen.ts';

export interface DynamoDbDoorOptions {
  /** Told of every call. */
  observe?: ((call: AwsCall) => void) | undefined;
  /** Whether this call is answered with a throttle, and never reaches DynamoDB. */
  reject?: ((operation: string) => boolean) | undefined;
}

/**
 * Stands before a DynamoDB, which is a process of its own, to see or refuse what is asked of it. Whoever asks, it passes
 * on as one caller: DynamoDB Local keeps apart the tables of each access key, and does not verify signatures.
 */
export const openDynamoDbDoor = async (
  dynamodb: string,
  { observe, reject }: DynamoDbDoorOptions,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const agent = new Agent({ keepAlive: true });
  const { hostname, port } = new URL(dynamodb);

  const pass = async (asked: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(asked);
    const target = String(asked.headers['x-amz-target'] ?? '');
    if (reject?.(target.split('.')[1] ?? '')) return throttle(response);
    if (observe) {
      const { method, headers } = asked;
      const input: unknown = JSON.parse(body.toString() || '{}');
      const call = awsCall({ method, path: '/', target, authorization: headers.authorization, input });
      observe(call);
    }
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
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      },
    );
    // As a connection that is lost: the SDK tries again.
    passed.once('error', () => response.destroy());
    passed.end(body);
  };

  const server = createServer((asked, response) => void pass(asked, response).catch(() => response.destroy()));
  server.keepAliveTimeout = 0; // closed by whoever opened it, as in http.ts
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

/** As DynamoDB answers an on-demand table that grows faster than it can. */
const throttle = (response: ServerResponse): void => {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(
    JSON.stringify({
      __type: 'com.amazonaws.dynamodb.v20120810#ThrottlingException',
      message: 'Throughput exceeds the current capacity of your table. Try again.',
    }),
  );
};
