import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { bodyOf } from '../api-gateway.ts';
import type { DevRoutes } from '../dev-routes.ts';

/** Answers a route of `daymark dev`; errors that it throws become status 400. */
export const answerOwn = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: DevRoutes[string],
): Promise<void> => {
  const [status, body] = await bodyOf(request)
    .then(bytes => answer(String(bytes ?? ''), new URLSearchParams(request.url?.split('?')[1])))
    .then(
      value => [200, value] as const,
      (error: Error) => [400, { error: { code: 'bad_request', message: error.message } }] as const,
    );
  const { data } = file.safeParse(body);
  if (data) response.writeHead(status, { 'content-type': data.type }).end(data.content);
  else response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`);
};

const file = z.strictObject({ type: z.string(), content: z.instanceof(Uint8Array) });
