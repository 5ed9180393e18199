import { createConnection, type Socket } from 'node:net';
import { ConnectionCut, type SdkRequest, type SdkResponse } from './sdk-request.ts';

export interface Loopback {
  /** @throws ConnectionCut */
  send(request: SdkRequest): Promise<SdkResponse>;
  close(): void;
}

/**
 * HTTP to a server on this machine that sends a content length. Each connection carries one request at a time, and as
 * many are open as there are concurrent requests. A call costs half of one by `node:http`, and a play makes thousands.
 */
export const loopback = (url: string): Loopback => {
  const { hostname, port } = new URL(url);
  const all = new Set<Socket>();
  const idle: Connection[] = [];

  const open = (): Connection => {
    const socket = createConnection({ host: hostname, port: Number(port), noDelay: true });
    all.add(socket);
    const connection = exchangeOver(socket);
    socket.once('close', () => {
      all.delete(socket);
      const place = idle.indexOf(connection);
      if (place >= 0) idle.splice(place, 1);
    });
    return connection;
  };
  return {
    send: async request => {
      const exchange = idle.pop() ?? open();
      const response = await exchange(bytesOf(request));
      idle.push(exchange);
      return response;
    },
    close: () => {
      for (const socket of all) socket.destroy();
    },
  };
};

/** Sends a request and gets its response. @throws ConnectionCut */
type Connection = (request: Buffer) => Promise<SdkResponse>;

const exchangeOver = (socket: Socket): Connection => {
  let waiting: PromiseWithResolvers<SdkResponse> | undefined;
  let received: Buffer[] = [];
  socket.on('data', chunk => {
    received.push(chunk);
    const response = responseIn(received.length === 1 ? chunk : Buffer.concat(received));
    if (!response) return;
    received = [];
    waiting?.resolve(response);
  });
  // `close` follows every error.
  socket.on('error', () => undefined);
  socket.once('close', () => waiting?.reject(new ConnectionCut()));
  return request => {
    waiting = Promise.withResolvers();
    socket.write(request);
    return waiting.promise;
  };
};

/** Head and body in one write. */
const bytesOf = ({ method, path, headers, body = '' }: SdkRequest): Buffer => {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const lines = [`${method} ${path} HTTP/1.1`];
  for (const [name, value] of Object.entries({ ...headers, 'content-length': String(bytes.length) }))
    lines.push(`${name}: ${value}`);
  return Buffer.concat([Buffer.from(`${lines.join('\r\n')}${headEnd}`, 'latin1'), bytes]);
};

const headEnd = '\r\n\r\n';

/** `undefined` until the response is complete. */
const responseIn = (received: Buffer): SdkResponse | undefined => {
  const end = received.indexOf(headEnd);
  if (end < 0) return undefined;
  const [status = '', ...lines] = received.toString('latin1', 0, end).split('\r\n');
  const headers = Object.fromEntries(
    lines.map(line => line.split(/:\s*/, 2)).map(([name = '', value = '']) => [name.toLowerCase(), value]),
  );
  const body = received.subarray(end + headEnd.length);
  if (body.length < Number(headers['content-length'])) return undefined;
  return { statusCode: Number(status.split(' ')[1]), headers, body };
};
