import type { Context } from 'aws-lambda';
import { createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { matchRoute, publicRoutes } from '../../engine/access/public-routes.ts';
import { createDevTokens } from '../../engine/local/dev-tokens.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import type { WholeTask } from '../../engine/tasks/task-view.ts';
import type { TodayRow } from '../../engine/views/today-row.ts';
import { createHandler as actOnTask } from '../../functions/act-on-task.ts';
import { createHandler as consoleActions } from '../../functions/console-actions.ts';
import { createHandler as consoleApi } from '../../functions/console-api.ts';
import { createHandler as listTasks } from '../../functions/list-tasks.ts';
import { aJourney } from './journeys.ts';
import { type RouteWorld, routeWorld } from './route-world.ts';
import type { TestStore } from './stored.ts';

export interface Answer {
  status: number;
  body: Record<string, unknown> & {
    tasks?: { id: string; owner: string; status: string }[];
    task?: WholeTask;
    next?: string;
    rows?: TodayRow[];
  };
}

/** The two functions of tasks on a real store, called as API Gateway calls them. */
export interface TaskWorld extends RouteWorld {
  /** With groups of the user pool. */
  tokenOf(csm: string, groups?: readonly string[]): Promise<string>;
  ask(csm: string, method: 'GET' | 'POST', url: string, body?: unknown, more?: Record<string, string>): Promise<Answer>;
  askWith(
    token: string | undefined,
    method: 'GET' | 'POST',
    url: string,
    body?: unknown,
    /** Headers. */
    more?: Record<string, string>,
  ): Promise<Answer>;
}

export const taskWorld = async (store: TestStore, account: string): Promise<TaskWorld> => {
  const world = routeWorld(store, account, [aJourney()]);
  const issuer = await createDevTokens('https://issuer.example');
  const ports = {
    ...world.ports,
    csmTokens: {
      algorithm: 'RS256' as const,
      tellsAge: true as const,
      issuer: issuer.settings.issuer,
      audience: issuer.settings.audience,
      keys: createLocalJWKSet(issuer.keys as JSONWebKeySet),
    },
  };
  const handlers = {
    'list-tasks': listTasks(ports),
    'act-on-task': actOnTask(ports),
    'console-api': consoleApi(ports),
    'console-actions': consoleActions(ports),
  };
  const askWith: TaskWorld['askWith'] = async (token, method, url, body, more = {}) => {
    const route = matchRoute(publicRoutes, method, url.replace(/\?.*/, ''));
    const handler = handlers[route?.function as keyof typeof handlers];
    if (!route || !handler) throw new Error(`There is no ${method} ${url}.`);
    const headers = { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...more };
    const text = body === undefined ? '' : JSON.stringify(body);
    const answer = await handler(
      proxyEvent({ method, url, headers, body: text, at: world.clock.at, route }),
      {} as Context,
    );
    return { status: answer.statusCode ?? 200, body: JSON.parse(answer.body ?? '{}') };
  };
  const tokenOf = (csm: string, groups?: readonly string[]) =>
    issuer.sign(`${csm}@example.com`, world.clock.at, groups);
  return {
    ...world,
    ports,
    tokenOf,
    ask: async (csm, method, url, body, more) => askWith(await tokenOf(csm), method, url, body, more),
    askWith,
  };
};
