import { type AddressInfo, createServer, type Server } from 'node:net';

export class PortTaken extends Error {
  override readonly name = 'PortTaken';
  readonly fix = 'choose another one with --port, or stop what uses it';
}

/** Listens at 127.0.0.1 and returns the URL; port 0 is any free one. @throws PortTaken */
export const listen = (server: Server, port: number): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortTaken(`Port ${port} is taken.`) : error),
    );
    server.listen(port, '127.0.0.1', () => resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });

/** The port itself if it is free, any free one for 0. @throws PortTaken */
export const freePort = async (port: number): Promise<number> => {
  const server = createServer();
  const url = await listen(server, port);
  await new Promise(done => server.close(done));
  return Number(new URL(url).port);
};
