import type { Door } from '../connectors/connector.ts';
import { connectorNames, connectorOf } from '../connectors/connector-of.ts';
import { taskActions } from '../definition/task.ts';

/** How a caller of a route authenticates; the handler checks it. */
export type RouteAuth =
  /** The write key of an event source, as the user of HTTP Basic. */
  | 'writeKey'
  /** The public write key of pages; it may be in the body. */
  | 'browserKey'
  /** The sender's signature over the raw body. */
  | 'signature'
  /** A signature over the raw body, or its secret as a bearer token. */
  | 'webhook'
  /** The sender's user and password, as HTTP Basic. */
  | 'basic'
  /** A short-lived JWT that names the contact. */
  | 'user'
  /** A JWT that names the CSM. */
  | 'csm'
  /** A JWT that names a person, whose groups determine what they may see. */
  | 'person'
  /** A signed token in the path. */
  | 'token';

/** Routes of the console's views. `engine/views/views.ts` has a view for each. */
export const viewPaths = [
  '/v1/accounts/{id}',
  '/v1/accounts',
  '/v1/accounts/{id}/audit',
  '/v1/accounts/{id}/next',
  '/v1/accounts/{id}/notes',
  '/v1/accounts/{id}/story',
  '/v1/journeys/{id}/audit',
  '/v1/calendar',
  '/v1/journeys',
  '/v1/journeys/{id}',
  '/v1/journeys/{id}/accounts',
  '/v1/journeys/{id}/audience',
  '/v1/journeys/{id}/results',
  '/v1/journeys/{id}/picture',
  '/v1/me',
  '/v1/messages',
  '/v1/messages/{template}',
  '/v1/numbers',
  '/v1/numbers/cost',
  '/v1/numbers/load',
  '/v1/today',
  '/v1/why',
] as const;
export type ViewPath = (typeof viewPaths)[number];

/** Routes of the console's actions, except those on tasks. `engine/views/actions.ts` has an action for each. */
export const consoleActionPaths = [
  '/v1/accounts/{id}/goals',
  '/v1/accounts/{id}/notes',
  '/v1/accounts/{id}/leave-out',
  '/v1/accounts/{id}/stop',
  '/v1/journeys/{id}/pause',
  '/v1/journeys/{id}/resume',
  '/v1/journeys/{id}/drain',
  '/v1/journeys/{id}/stop',
  '/v1/messages/{template}/test',
] as const;
export type ConsoleActionPath = (typeof consoleActionPaths)[number];

export interface PublicRoute {
  /** `OPTIONS` is for cross-origin preflight requests, `HEAD` for senders that check whether the address exists. */
  method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'OPTIONS';
  /** In API Gateway's syntax: `{name}` stands for one segment. */
  path: `/${string}`;
  /** File in functions/. */
  function: string;
  auth: RouteAuth;
}

/** Abbreviations of call types by browser libraries. */
export const browserKinds = {
  t: 'track',
  i: 'identify',
  g: 'group',
  p: 'page',
  a: 'alias',
  s: 'screen',
  b: 'batch',
} as const;

const browserRoutes: readonly PublicRoute[] = Object.keys(browserKinds).flatMap(letter =>
  (['POST', 'OPTIONS'] as const).map(
    (method): PublicRoute => ({ method, path: `/v1/${letter}`, function: 'ingest-browser', auth: 'browserKey' }),
  ),
);

/** The function that accepts each door's webhooks. */
const takers: Readonly<Record<Door, string>> = {
  billing: 'ingest-billing',
  support: 'ingest-connector',
  crm: 'ingest-connector',
};

const connectorRoutes = connectorNames.flatMap((name): PublicRoute[] => {
  const { door, auth, isProbed } = connectorOf(name);
  if (auth === 'bus') return [];
  const route = { path: `/v1/${door}/${name}`, function: takers[door], auth } as const;
  return [{ method: 'POST', ...route }, ...(isProbed ? [{ method: 'HEAD', ...route } as const] : [])];
});

/** The public HTTP API. The local cloud serves this table, and the CDK app deploys it. */
export const publicRoutes: readonly PublicRoute[] = [
  { method: 'POST', path: '/v1/track', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/identify', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/group', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/batch', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/import', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/alias', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/page', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/screen', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/plan', function: 'ingest-usage', auth: 'writeKey' },
  { method: 'POST', path: '/v1/webhooks/segment', function: 'ingest-webhook', auth: 'webhook' },
  { method: 'POST', path: '/v1/webhooks/rudderstack', function: 'ingest-webhook', auth: 'webhook' },
  ...browserRoutes,
  ...connectorRoutes,
  { method: 'GET', path: '/v1/tasks', function: 'list-tasks', auth: 'csm' },
  { method: 'GET', path: '/v1/tasks/{id}', function: 'list-tasks', auth: 'csm' },
  ...Object.keys(taskActions).map(
    (action): PublicRoute => ({
      method: 'POST',
      path: `/v1/tasks/{id}/${action}`,
      function: 'act-on-task',
      auth: 'csm',
    }),
  ),
  { method: 'POST', path: '/v1/slack/actions', function: 'slack-actions', auth: 'signature' },
  ...consoleActionPaths.map(
    (path): PublicRoute => ({ method: 'POST', path, function: 'console-actions', auth: 'person' }),
  ),
  ...viewPaths.map((path): PublicRoute => ({ method: 'GET', path, function: 'console-api', auth: 'person' })),
  { method: 'GET', path: '/v1/prompts', function: 'list-prompts', auth: 'user' },
  { method: 'OPTIONS', path: '/v1/prompts', function: 'list-prompts', auth: 'user' },
  { method: 'POST', path: '/v1/prompts/events', function: 'record-prompt-events', auth: 'user' },
  { method: 'OPTIONS', path: '/v1/prompts/events', function: 'record-prompt-events', auth: 'user' },
  { method: 'GET', path: '/u/{token}', function: 'preferences', auth: 'token' },
  { method: 'POST', path: '/u/{token}', function: 'preferences', auth: 'token' },
  { method: 'GET', path: '/s/{token}', function: 'survey', auth: 'token' },
  { method: 'POST', path: '/s/{token}', function: 'survey', auth: 'token' },
];

export interface MatchedRoute extends PublicRoute {
  /** The value of each `{name}` in the path, decoded. */
  parameters: Readonly<Record<string, string>>;
}

/** The matching route with the fewest parameters, as API Gateway chooses. */
export const matchRoute = (routes: readonly PublicRoute[], method: string, path: string): MatchedRoute | undefined => {
  const segments = path.split('/');
  let best: MatchedRoute | undefined;
  for (const route of routes) {
    if (route.method !== method) continue;
    const parameters = parametersIn(route.path.split('/'), segments);
    if (parameters && (!best || Object.keys(parameters).length < Object.keys(best.parameters).length))
      best = { ...route, parameters };
  }
  return best;
};

const parametersIn = (pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined => {
  if (pattern.length !== segments.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined ? part !== segment : segment === '') return undefined;
    if (name !== undefined) parameters[name] = decoded(segment);
  }
  return parameters;
};

/** Invalid percent-encoding is left as it is. */
const decoded = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
