import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { matchRoute, publicRoutes } from '../../engine/access/public-routes.ts';
import { surveyToken } from '../../engine/contacts/survey-token.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';
import { createHandler as actOnTask } from '../../functions/act-on-task.ts';
import { createHandler as consoleActions } from '../../functions/console-actions.ts';
import { createHandler as ingestBilling } from '../../functions/ingest-billing.ts';
import { createHandler as ingestBrowser } from '../../functions/ingest-browser.ts';
import { createHandler as ingestConnector } from '../../functions/ingest-connector.ts';
import { createHandler as ingestUsage } from '../../functions/ingest-usage.ts';
import { createHandler as ingestWebhook } from '../../functions/ingest-webhook.ts';
import { createHandler as preferences } from '../../functions/preferences.ts';
import { createHandler as recordPromptEvents } from '../../functions/record-prompt-events.ts';
import { createHandler as slackActions } from '../../functions/slack-actions.ts';
import { createHandler as survey } from '../../functions/survey.ts';
import { person, promptWorld } from '../support/prompt-world.ts';
import { routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { now } from '../support/touch.ts';

const store = testStore();
let send: (path: string, body: string, type?: string) => Promise<APIGatewayProxyStructuredResultV2>;
beforeAll(async () => {
  const world = routeWorld(store, 'acme', []);
  const prompts = promptWorld(store);
  await world.given([person('ada', { email: 'ada@acme.example', role: 'admin' })]);
  const user = await prompts.token('ada');
  const ports = { ...world.ports, userTokens: prompts.ports.userTokens };
  const handlers: Record<string, unknown> = {
    'ingest-usage': ingestUsage(ports),
    'ingest-browser': ingestBrowser(ports),
    'ingest-webhook': ingestWebhook(ports),
    'ingest-billing': ingestBilling(ports),
    'ingest-connector': ingestConnector(ports),
    'act-on-task': actOnTask(ports),
    'console-actions': consoleActions(ports),
    'slack-actions': slackActions(ports),
    'record-prompt-events': recordPromptEvents(ports),
    preferences: preferences(ports),
    survey: survey(ports),
  };
  send = async (path, body, type = 'application/json') => {
    const route = matchRoute(publicRoutes, 'POST', path);
    if (!route) throw new Error(`No route ${path}`);
    const authorization = {
      writeKey: `Basic ${btoa('key-1:')}`,
      browserKey: `Basic ${btoa('page-1:')}`,
      webhook: 'Bearer the secret of new',
      user: `Bearer ${user}`,
      basic: `Basic ${btoa('chargebee:new-password-of-16')}`,
      csm: 'Bearer a.b.c',
      person: 'Bearer a.b.c',
      signature: '',
      token: '',
    }[route.auth];
    const headers = { 'content-type': type, authorization };
    const event = proxyEvent({ method: 'POST', url: path, headers, body, at: now, route });
    return (handlers[route.function] as (e: APIGatewayProxyEventV2, c: Context) => Promise<never>)(
      event,
      {} as Context,
    );
  };
});

const claim = { account: 'acme', contact: 'ada', delivery: 'd1' };
const paths = publicRoutes
  .filter(({ method }) => method === 'POST')
  .map(({ path }) =>
    path
      .replace('/u/{token}', `/u/${unsubscribeToken({ ...claim, topic: 'news' }, 'secret')}`)
      .replace('/s/{token}', `/s/${surveyToken({ ...claim, survey: 'nps' }, 'secret')}`)
      .replace('{id}', 'risk.login-drop.1'),
  );

describe.each(paths)('%s', path => {
  test('refuses a body that is too large before it looks at it', async () => {
    const { statusCode } = await send(path, `{"a":"${'x'.repeat(600_000)}"}`);
    // Where a token is needed, or the mail of a link must be known, that is checked first.
    expect([413, 401, 404]).toContain(statusCode);
  });

  test('answers, whatever is nested how deeply', async () => {
    const deep = 60_000;
    const nested = [
      `${'['.repeat(deep)}${']'.repeat(deep)}`,
      `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`,
      '['.repeat(deep),
      `{"type":"track","messageId":"1","event":"e","context":{"groupId":"acme"},"properties":{"plan":${'['.repeat(deep)}${']'.repeat(deep)}}}`,
      `{"id":"1","event_type":"x","occurred_at":1,"content":{"invoice":${'['.repeat(deep)}${']'.repeat(deep)}}}`,
    ];
    for (const body of nested) {
      const { statusCode } = await send(path, body);
      expect([200, 202, 400, 401, 404, 413]).toContain(statusCode);
    }
  });

  test('takes no name of every object for a field', async () => {
    const body =
      '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}},"type":"track","messageId":"1","event":"__proto__","context":{"groupId":"__proto__"},"properties":{"__proto__":{"isAdmin":true}}}';
    const { statusCode } = await send(path, body);
    expect([200, 202, 400, 401, 404]).toContain(statusCode);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});

test('a batch holds no more calls than SQS takes in a moment', async () => {
  const batch = Array.from({ length: 2_501 }, () => ({ type: 'page' }));
  expect((await send('/v1/batch', JSON.stringify({ batch }))).statusCode).toBe(400);
});
