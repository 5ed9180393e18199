import { once } from 'node:events';
import { createServer } from 'node:http';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import { apiGateway } from '../../engine/local/api-gateway.ts';
import type { LambdaHandler } from '../../engine/local/functions.ts';

/** The public routes over HTTP, answered by these functions as API Gateway would call them. */
export const startGateway = async (
  functions: Readonly<Record<string, LambdaHandler>>,
  now: () => string,
): Promise<{ url: string; stop(): Promise<void> }> => {
  const invoke = async (name: string, payload: unknown): Promise<unknown> =>
    functions[name]?.(JSON.parse(JSON.stringify(payload)), { functionName: name });
  const http = createServer(apiGateway(publicRoutes, invoke, now)).listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  if (address === null || typeof address === 'string') throw new Error('No port is free.');
  const stop = async (): Promise<void> => {
    http.closeAllConnections();
    http.close();
    await once(http, 'close');
  };
  return { url: `http://127.0.0.1:${address.port}`, stop };
};
