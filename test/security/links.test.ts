import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { beforeAll, describe, expect, test } from 'vitest';
import { publicRoutes } from '../../engine/access/public-routes.ts';
import { builtInEvents } from '../../engine/journey/built-in-events.ts';
import { renderTemplate, TemplateRenderError } from '../../engine/templates/render-template.ts';
import { createHandler } from '../../functions/ingest-usage.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { aPolicy } from '../support/touch.ts';
import { aTemplate } from '../support/touch-world.ts';

const store = testStore();
let world: RouteWorld;
beforeAll(async () => {
  world = routeWorld(store, 'acme', []);
});

describe('a link', () => {
  const { sender } = aPolicy();
  const variables = { account: { name: 'Acme' }, contact: {}, sender, today: '2026-03-10' };
  const schemes = ['javascript:alert(1)', 'data:text/html,x', '//evil.example', '\\\\evil.example', 'vbscript:x', ''];

  test.each(schemes)('in a mail leads to the web or a mailbox: never to %j', url => {
    const template = aTemplate({ html: '<a href="{{ url }}">x</a>' });
    expect(() => renderTemplate(template, { ...variables, url })).toThrow(TemplateRenderError);
  });

  test.each(schemes)('of a prompt leads over https or within the application: never to %j', url => {
    const template = aTemplate({
      channel: 'prompt',
      prompt: {
        kind: 'card',
        placement: 'home',
        dismissible: true,
        priority: 1,
        actions: [{ id: 'go', label: 'Go', url: '{{ url }}', style: 'primary' }],
      },
    });
    expect(() => renderTemplate(template, { ...variables, url })).toThrow(TemplateRenderError);
  });

  test('is in no template made of what people say of themselves', async () => {
    const files = await Array.fromAsync(glob('templates/*/*.{mjml,md}'));
    expect(files.length).toBeGreaterThan(40);
    for (const file of files) {
      const links = [...readFileSync(file, 'utf8').matchAll(/(?:href=|\]\(|url: *)["']?([^"')\n]*)/g)].map(
        ([, link]) => link ?? '',
      );
      for (const link of links) expect(`${file}: ${link}`).not.toMatch(/\{\{[^}]*(account|contact)\./);
    }
  });
});

test('no route takes an address to send its reader to', () => {
  // Nothing of ours redirects: pages answer, and what SES tracks leads to what the mail said.
  expect(publicRoutes.length).toBeGreaterThan(30);
  for (const { path } of publicRoutes) expect(path).not.toMatch(/redirect|\{url\}|\{target\}/);
});

test('what only payment processors may say cannot be said with a write key, which pages of an application hold', async () => {
  const say = async (event: string) => {
    const body = JSON.stringify({
      messageId: 'm1',
      userId: 'eve',
      event,
      context: { groupId: 'acme' },
      properties: { invoice: 'in_1', hostedUrl: 'https://evil.example/pay' },
    });
    const headers = { authorization: `Basic ${btoa('key-1:')}` };
    const request = { rawPath: '/v1/track', headers, body, isBase64Encoded: false };
    const answer = await createHandler(world.ports)(request as unknown as APIGatewayProxyEventV2, {} as Context);
    return answer.statusCode;
  };
  for (const event of [...Object.keys(builtInEvents), 'account.updated', 'daymark.enroll', 'daymark.evaluate'])
    expect([event, await say(event)]).toEqual([event, 400]);
  expect(world.published).toEqual([]);
});
