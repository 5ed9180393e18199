import type { IncomingMessage, ServerResponse } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Temporal } from 'temporal-polyfill';
import { allTimelines } from '../adapters/aws/table/timeline.ts';
import { type Instant, instant } from '../domain/instant.ts';
import { byTime, publicLine } from '../playback/timeline-line.ts';
import { apiGateway, publicRoutes } from './api-gateway.ts';
import { listen } from './listen.ts';
import type { LocalCloud } from './local-cloud.ts';

/** How often what is due is played, in milliseconds. */
const tick = 25;

/** The public routes over HTTP, and beside them `/dev/…`: the clock, the timeline and the mails of this local cloud. */
export const serveDev = async (cloud: LocalCloud, port: number): Promise<{ url: string; stop(): Promise<void> }> => {
  const clock = movableClock(cloud);
  const table = { client: new DynamoDBClient({}), name: cloud.environment.DAYMARK_TABLE ?? '' };
  const own: Record<string, (body: string) => unknown> = {
    'GET /dev/clock': () => ({ now: cloud.now() }),
    'POST /dev/clock': async body => {
      await clock.move(JSON.parse(body || '{}') as Move);
      return { now: cloud.now() };
    },
    'GET /dev/timeline': async () => (await Array.fromAsync(allTimelines(table))).sort(byTime).map(publicLine),
    'GET /dev/mails': () =>
      cloud.mailbox.mails().map(({ at, to, subject, text, tags }) => ({ at: instant(at), to, subject, text, tags })),
  };
  const server = apiGateway(publicRoutes, cloud.invoke, cloud.now);
  const [handlePublic] = server.listeners('request') as [(request: IncomingMessage, response: ServerResponse) => void];
  server.removeAllListeners('request').on('request', (request: IncomingMessage, response: ServerResponse) => {
    const answer = own[`${request.method} ${new URL(request.url ?? '/', 'http://local').pathname}`];
    if (answer) void answerOwn(request, response, answer);
    else handlePublic(request, response);
  });
  const url = await listen(server, port);
  return {
    url,
    stop: async () => {
      clock.stop();
      server.closeAllConnections();
      await new Promise(done => server.close(done));
      table.client.destroy();
    },
  };
};

type Move = { by?: string; to?: string };

/** Follows real time from where the cloud stands, and jumps ahead when told to. */
const movableClock = (cloud: LocalCloud) => {
  let offset = Date.parse(cloud.now()) - performance.now();
  const now = (): Instant => instant(performance.now() + offset);
  const timer = setInterval(() => void cloud.advanceTo(now()), tick);
  return {
    move: async ({ by, to }: Move) => {
      const target =
        to === undefined
          ? Temporal.Instant.from(now())
              .toZonedDateTimeISO('UTC')
              .add(by ?? 'PT0S').epochMilliseconds
          : Date.parse(instant(to));
      offset += Math.max(0, target - Date.parse(now()));
      await cloud.advanceTo(now());
    },
    stop: () => clearInterval(timer),
  };
};

const answerOwn = async (
  request: IncomingMessage,
  response: ServerResponse,
  answer: (body: string) => unknown,
): Promise<void> => {
  const [status, body] = await textOf(request)
    .then(answer)
    .then(value => [200, value] as const)
    .catch(
      (error: Error) =>
        [
          400,
          {
            error: {
              code: 'bad-request',
              message: `${error.message}. Send {"by":"P3D"} or {"to":"2027-01-01T09:00:00Z"}.`,
            },
          },
        ] as const,
    );
  response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(body, null, 2)}\n`);
};

const textOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
};
