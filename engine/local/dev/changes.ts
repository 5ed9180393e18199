import type { ServerResponse } from 'node:http';

/**
 * Server-sent events to pages: `reload` after a build or a step back, `problems` after a failed build, `clock` after a
 * jump.
 */
export type ChangeName = 'reload' | 'problems' | 'clock';

export const createChanges = () => {
  const listening = new Set<ServerResponse>();
  return {
    listen: (response: ServerResponse): void => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' });
      response.write('retry: 1000\n\n');
      listening.add(response);
      response.on('close', () => listening.delete(response));
    },
    tell: (name: ChangeName): void => {
      for (const response of listening) response.write(`event: ${name}\ndata: {}\n\n`);
    },
  };
};

export type Changes = ReturnType<typeof createChanges>;
