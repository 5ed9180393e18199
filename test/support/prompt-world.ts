import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { keysById } from '../../engine/access/keys-by-id.ts';
import { matchRoute, publicRoutes } from '../../engine/access/public-routes.ts';
import type { Contact } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import type { ShownPrompt } from '../../engine/prompts/use-cases/show-prompt.ts';
import { signPromptToken } from '../../engine/tokens.ts';
import { createHandler as listPrompts } from '../../functions/list-prompts.ts';
import { createHandler as recordPromptEvents } from '../../functions/record-prompt-events.ts';
import { catalog } from './route-world.ts';
import type { TestStore } from './stored.ts';
import { said } from './touch.ts';
import { aTemplate, type TouchWorld, touchWorld } from './touch-world.ts';

export const signer = { issuer: 'app', audience: 'daymark', kid: 'k1', secret: 'a secret of thirty-two characters' };

export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: Record<string, unknown> & { prompts?: ShownPrompt[] };
}

export interface Request {
  headers?: Record<string, string>;
  body?: unknown;
}

/** The two functions of prompts on a real store, called as API Gateway calls them. */
export interface PromptWorld extends TouchWorld {
  account: string;
  token(user: string, more?: { account?: string; roles?: string[]; seconds?: number }): Promise<string>;
  ask(method: 'GET' | 'POST' | 'OPTIONS', url: string, request?: Request): Promise<Answer>;
  /** What that user's page would show. */
  shownTo(user: string, query?: string, roles?: string[]): Promise<ShownPrompt[]>;
  report(user: string, events: readonly object[], roles?: string[]): Promise<Answer>;
}

export const promptWorld = (store: TestStore, account = 'acme'): PromptWorld => {
  const world = touchWorld(store, account);
  const { issuer, audience } = signer;
  world.ports.userTokens = { algorithm: 'HS256', issuer, audience, keys: keysById({ k1: signer.secret }) };
  world.ports.settings = { ...world.ports.settings, appOrigins: ['https://app.example.com'] };
  world.ports.build = { ...world.ports.build, catalog: async () => catalog };
  world.templates.set('h1', aTemplate(promptTemplate));
  const handlers = {
    'list-prompts': listPrompts(world.ports),
    'record-prompt-events': recordPromptEvents(world.ports),
  };

  const ask: PromptWorld['ask'] = async (method, url, { headers = {}, body } = {}) => {
    const route = matchRoute(publicRoutes, method, url.replace(/\?.*/, ''));
    const handler = handlers[route?.function as keyof typeof handlers] as (
      event: APIGatewayProxyEventV2,
      context: Context,
    ) => Promise<APIGatewayProxyStructuredResultV2>;
    const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
    const event = proxyEvent({ method, url, headers, body: text, at: world.clock.at, ...(route && { route }) });
    const answer = await handler(event, {} as Context);
    return {
      status: answer.statusCode ?? 200,
      headers: (answer.headers ?? {}) as Record<string, string>,
      body: JSON.parse(answer.body || '{}'),
    };
  };
  const token: PromptWorld['token'] = (user, { account: of = account, roles, seconds } = {}) =>
    signPromptToken({ account: of, user, ...(roles && { roles }) }, signer, {
      at: new Date(world.clock.at),
      ...(seconds !== undefined && { seconds }),
    });
  const bearer = async (user: string, roles?: string[]) => ({
    authorization: `Bearer ${await token(user, roles && { roles })}`,
  });
  return Object.assign(world, {
    account,
    token,
    ask,
    shownTo: async (user: string, query = '?placement=home', roles?: string[]) =>
      (await ask('GET', `/v1/prompts${query}`, { headers: await bearer(user, roles) })).body.prompts ?? [],
    report: async (user: string, events: readonly object[], roles?: string[]) =>
      ask('POST', '/v1/prompts/events', { headers: await bearer(user, roles), body: { events } }),
  });
};

const promptTemplate = {
  id: 'tour',
  channel: 'prompt',
  subject: 'Hello {{ contact.firstName | default: "there" }}',
  text: 'Welcome to **{{ account.name | default: "your team" }}**',
  prompt: {
    kind: 'card',
    placement: 'home',
    dismissible: true,
    priority: 50,
    actions: [{ id: 'primary', label: 'Go', url: 'https://app.example.com/tour', style: 'primary' }],
  },
} as const;

export const person = (id: string, attributes: Record<string, string> = {}, more: Partial<Contact> = {}): Change => ({
  kind: 'contact',
  contact: { id, attributes: said(attributes), choices: {}, recentSends: [], revision: 1, ...more },
});
