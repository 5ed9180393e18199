import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { publicRoutes } from '../access/public-routes.ts';
import { byTime, publicLine } from '../account/public-line.ts';
import { allTimelines } from '../adapters/aws/table/timeline.ts';
import type { ConsoleFile } from '../build/build-console.ts';
import { type Instant, instant } from '../kernel/instant.ts';
import { apiGateway, bodyOf } from './api-gateway.ts';
import { consolePages } from './console-pages.ts';
import { devPrompts, type Samples, userToken } from './dev-prompts.ts';
import type { DevRoutes } from './dev-routes.ts';
import { listen } from './listen.ts';
import type { LocalCloud } from './local-cloud.ts';
import { pathOf } from './proxy-event.ts';

/** How often what is due is played, in milliseconds. */
const tick = 25;

export interface DevOptions {
  /** Of CSMs. */
  tokens?: {
    keys: unknown;
    of(csm: string): Promise<string>;
    session(as: string): Promise<{ as: string; token: string }>;
  };
  /** The pages, at every path that nothing else answers. */
  console?: readonly ConsoleFile[];
  samples?: Samples;
}

/**
 * The public routes over HTTP, and beside them `/dev/…`: the clock, the timeline and the mails of this local cloud, tokens
 * for any user, and a page to see prompts on.
 * @throws PortTaken
 */
export const serveDev = async (
  cloud: LocalCloud,
  port: number,
  { tokens, samples, console: pages = [] }: DevOptions = {},
): Promise<{ url: string; stop(): Promise<void> }> => {
  const table = { client: new DynamoDBClient({}), name: cloud.environment.DAYMARK_TABLE ?? '' };
  const clock = movableClock(cloud);
  const own: DevRoutes = {
    ...(samples && devPrompts(table, cloud.now, samples)),
    // For verbs that work in this cloud from another process.
    'GET /dev/environment': async () => {
      await cloud.settle();
      return { now: cloud.now(), variables: operatorsVariables(cloud) };
    },
    'GET /dev/clock': () => ({ now: cloud.now() }),
    'POST /dev/clock': async body => {
      await clock.move(moveIn(body));
      return { now: cloud.now() };
    },
    'GET /dev/timeline': async () => {
      await clock.follow();
      return (await Array.fromAsync(allTimelines(table))).sort(byTime).map(publicLine);
    },
    'GET /dev/events': async () => {
      await clock.follow();
      return cloud.busEvents;
    },
    // What an alarm would report on AWS.
    'GET /dev/alarms': async () => {
      await clock.follow();
      return cloud.alarms;
    },
    'GET /dev/mails': async () => {
      await clock.follow();
      const mails = cloud.mailbox.mails();
      return mails.map(({ at, to, subject, text, tags }) => ({ at: instant(at), to, subject, text, tags }));
    },
  };
  if (tokens) {
    own['GET /dev/jwks.json'] = () => tokens.keys;
    // How the console signs in here, and who it is then.
    own['GET /console.json'] = () => ({ mode: 'dev' });
    own['GET /dev/session'] = (_, query) => tokens.session(query.get('as') ?? '');
    own['GET /dev/token'] = async (_, query) => ({
      token: await (query.has('account') ? userToken(query, cloud.now()) : tokens.of(query.get('csm') ?? '')),
    });
  }
  const shown = consolePages(pages);
  const gateway = apiGateway(publicRoutes, cloud.invoke, cloud.now);
  const server = createServer((request, response) => {
    const answer = own[`${request.method} ${pathOf(request.url ?? '/')}`];
    if (answer) void answerOwn(request, response, answer);
    else if (!shown(request, response)) gateway(request, response);
  });
  const stop = async () => {
    await clock.stop();
    server.closeAllConnections();
    if (server.listening) await new Promise(done => server.close(done));
    table.client.destroy();
  };
  try {
    const url = await listen(server, port);
    clock.start();
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const operatorsVariables = ({ environment }: LocalCloud): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) =>
      /^AWS_|^DAYMARK_(TABLE|EVENTS_QUEUE_URL|MACHINE_ARN_PREFIX|SWITCHES_PATH|TOKEN_SECRET)$/.test(name),
    ),
  );

type Move = z.infer<typeof move>;

const move = z.union([
  z.strictObject({ by: z.string().refine(text => isDuration(text)) }),
  z.strictObject({ to: z.iso.datetime({ offset: true }) }),
]);

const isDuration = (text: string): boolean => {
  try {
    return Temporal.Duration.from(text).sign >= 0;
  } catch {
    return false;
  }
};

/** @throws Error for what is no move */
const moveIn = (body: string): Move => {
  const { data } = move.safeParse(parsed(body));
  if (data) return data;
  throw new Error('That is not a move of the clock. Send {"by":"P3D"} or {"to":"2027-01-01T09:00:00Z"}.');
};

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** Follows real time from where the cloud stands, and jumps ahead when told to. */
const movableClock = (cloud: LocalCloud) => {
  let offset = Date.parse(cloud.now()) - performance.now();
  let timer: NodeJS.Timeout | undefined;
  let playing: Promise<unknown> = Promise.resolve();
  const now = (): Instant => instant(performance.now() + offset);
  const follow = (): Promise<void> => {
    const done = cloud.advanceTo(now());
    playing = done.catch((error: unknown) => console.error(error));
    return done;
  };
  return {
    /** Plays what is due by now. */
    follow,
    start: () => {
      timer = setInterval(() => void follow().catch(() => undefined), tick);
    },
    /** @throws Error for an instant in the past */
    move: async (how: Move) => {
      const from = now();
      const target =
        'by' in how
          ? Temporal.Instant.from(from).toZonedDateTimeISO('UTC').add(how.by).epochMilliseconds
          : Date.parse(how.to);
      if (target < Date.parse(from)) throw new Error(`The clock only goes forward, and stands at ${from}.`);
      offset += target - Date.parse(from);
      await follow();
    },
    stop: async () => {
      clearInterval(timer);
      await playing;
    },
  };
};

const answerOwn = async (
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
