import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface TestServer {
  url: string;
  received: Received[];
  /** How requests are answered from now on. */
  answer: (response: ServerResponse, request: Received, count: number) => void;
  stop(): Promise<void>;
}

/** A server on this machine that keeps what it receives, and answers as it is told. */
export const startTestServer = async (): Promise<TestServer> => {
  const http = createServer((request, response) => receive(request, response));
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  const server: TestServer = {
    url: `http://127.0.0.1:${address.port}`,
    received: [],
    answer: response => response.end(),
    stop: async () => {
      http.closeAllConnections();
      http.close();
      await once(http, 'close');
    },
  };
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const received = { method, path: url, headers, body: await text(request) };
    server.received.push(received);
    server.answer(response, received, server.received.length);
  };
  return server;
};

/** An answer in the words of an AWS service; `errorType` makes it an error. */
export const awsAnswer = (status: number, body: object, errorType?: string) => (response: ServerResponse) => {
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.0',
    ...(errorType && { 'x-amzn-errortype': errorType }),
  });
  response.end(JSON.stringify({ ...(errorType && { __type: errorType }), ...body }));
};

/** What every AWS client of the tests is made with. */
export const localAws = (endpoint: string) => ({
  endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
