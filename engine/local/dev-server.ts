import { createServer } from 'node:http';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { publicRoutes } from '../access/public-routes.ts';
import type { ConsoleFile } from '../build/build-console.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { apiGateway } from './api-gateway.ts';
import { consolePages } from './console-pages.ts';
import { answerOwn } from './dev/answer-own.ts';
import type { Changes } from './dev/changes.ts';
import { clockRoutes, type Snapshots } from './dev/clock-routes.ts';
import { eventForms } from './dev/event-form.ts';
import { createGate, type Gate } from './dev/gate.ts';
import { movableClock } from './dev/movable-clock.ts';
import { refusedRequests } from './dev/refused.ts';
import { sendEvent } from './dev/send-event.ts';
import { storyRoutes } from './dev/story-routes.ts';
import { devPrompts, type Samples, userToken } from './dev-prompts.ts';
import type { DevRoutes } from './dev-routes.ts';
import { listen } from './listen.ts';
import type { LocalCloud } from './local-cloud.ts';
import { pathOf } from './proxy-event.ts';

export interface DevOptions {
  /** Sign-in tokens of CSMs. */
  tokens?: {
    keys: unknown;
    of(csm: string): Promise<string>;
    session(as: string): Promise<{ as: string; token: string }>;
  };
  /** The console's files, at every path except those of the API and of `/dev`. */
  console?: readonly ConsoleFile[];
  samples?: Samples;
  /** The events of the catalog. */
  catalog?: () => CatalogData;
  /** Problems of the sources. */
  problems?: () => readonly unknown[];
  /** Changes that are pushed to pages. */
  changes?: Changes;
  /** A lock: requests and the clock take turns with snapshots and with saving the cloud's state. */
  gate?: Gate;
  /** Snapshots that it can go back to; `back` starts the cloud of one. */
  snapshots?: Omit<Snapshots, 'back'> & { back(id: string): Promise<LocalCloud> };
}

/**
 * The public routes over HTTP, and beside them `/dev/…`: the clock, past and upcoming events, an event form, tokens for
 * any user, and a page that previews prompts.
 * @throws PortTaken
 */
export const serveDev = async (
  cloud: LocalCloud,
  port: number,
  options: DevOptions = {},
): Promise<{ url: string; stop(): Promise<void> }> => {
  const { console: pages = [], gate = createGate(), changes } = options;
  const refused = refusedRequests();
  let url = '';
  const back = async (id: string) => {
    await gate.alone(async () => {
      const earlier = await options.snapshots?.back(id);
      if (!earlier) throw new Error(`There is no snapshot ${id}: see GET /dev/snapshots.`);
      shown.halt();
      shown = show(earlier);
    });
    shown.clock.start();
    changes?.tell('reload');
  };

  const show = (of: LocalCloud) => {
    const table = { client: new DynamoDBClient({}), name: of.environment.DAYMARK_TABLE ?? '' };
    const clock = movableClock(of, gate);
    const snapshots = options.snapshots && { ...options.snapshots, back };
    const own: DevRoutes = {
      ...(options.samples && devPrompts(table, of.now, options.samples)),
      ...clockRoutes({ cloud: of, clock, table, snapshots, now: () => shown.cloud.now() }),
      ...storyRoutes(of, clock, table),
      ...tokenRoutes(options.tokens, of),
      // For commands that work on this cloud from another process.
      'GET /dev/environment': async () => {
        await gate.enter(of.settle);
        return { now: of.now(), variables: operatorsVariables(of) };
      },
      'GET /dev/refused': () => refused.all(),
      'GET /dev/problems': () => options.problems?.() ?? [],
      'GET /dev/events-form': () => (options.catalog ? eventForms(options.catalog(), of.now()) : []),
      'POST /dev/event': body => sendEvent(body, url, of.now()),
    };
    const gateway = apiGateway(
      publicRoutes,
      (name, event) => gate.enter(() => of.invoke(name, event)),
      of.now,
      refused.learn,
    );
    const close = async () => {
      await clock.stop();
      table.client.destroy();
    };
    const halt = () => {
      clock.halt();
      table.client.destroy();
    };
    return { cloud: of, clock, own, gateway, close, halt };
  };
  let shown = show(cloud);

  const page = consolePages(pages);
  const server = createServer((request, response) => {
    const route = `${request.method} ${pathOf(request.url ?? '/')}`;
    const answer = shown.own[route];
    if (route === 'GET /dev/changes' && changes) changes.listen(response);
    else if (answer) {
      void answerOwn(request, response, answer).then(() => route === 'POST /dev/clock' && changes?.tell('clock'));
    } else if (!page(request, response)) shown.gateway(request, response);
  });
  const stop = async () => {
    await shown.close();
    server.closeAllConnections();
    if (server.listening) await new Promise(done => server.close(done));
  };
  try {
    url = await listen(server, port);
    shown.clock.start();
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
};

const tokenRoutes = (tokens: DevOptions['tokens'], cloud: LocalCloud): DevRoutes =>
  tokens
    ? {
        'GET /dev/jwks.json': () => tokens.keys,
        // The console's settings: sign in through `/dev/session`.
        'GET /console.json': () => ({ mode: 'dev' }),
        'GET /dev/session': (_, query) => tokens.session(query.get('as') ?? ''),
        'GET /dev/token': async (_, query) => ({
          token: await (query.has('account') ? userToken(query, cloud.now()) : tokens.of(query.get('csm') ?? '')),
        }),
      }
    : {};

const operatorsVariables = ({ environment }: LocalCloud): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter(([name]) =>
      /^AWS_|^DAYMARK_(TABLE|EVENTS_QUEUE_URL|MACHINE_ARN_PREFIX|SWITCHES_PATH|TOKEN_SECRET)$/.test(name),
    ),
  );
