import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { matchRoute, type PublicRoute, publicRoutes } from '../../engine/access/public-routes.ts';
import { proxyEvent } from '../../engine/local/proxy-event.ts';

const routes: readonly PublicRoute[] = [
  { method: 'GET', path: '/v1/tasks', function: 'list', auth: 'csm' },
  { method: 'POST', path: '/v1/tasks/{id}/{action}', function: 'act', auth: 'csm' },
  { method: 'POST', path: '/v1/tasks/{id}/resolve', function: 'resolve', auth: 'csm' },
];

const found = (method: string, path: string) => {
  const route = matchRoute(routes, method, path);
  return route && [route.function, route.parameters];
};

test('every public route has its function, and none is there twice', () => {
  expect(publicRoutes.filter(route => !existsSync(`functions/${route.function}.ts`))).toEqual([]);
  const keys = publicRoutes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(keys).toEqual([...new Set(keys)]);
});

test('a request finds its route by method and path, the literal one first', () => {
  expect(found('GET', '/v1/tasks')).toEqual(['list', {}]);
  expect(found('POST', '/v1/tasks')).toBeUndefined();
  expect(found('GET', '/v1/tasks/')).toBeUndefined();
  expect(found('POST', '/v1/tasks/t1/snooze')).toEqual(['act', { id: 't1', action: 'snooze' }]);
  expect(found('POST', '/v1/tasks/t1/resolve')).toEqual(['resolve', { id: 't1' }]);
  expect(found('POST', '/v1/tasks//snooze')).toBeUndefined();
  expect(found('POST', '/v1/tasks/t1/snooze/now')).toBeUndefined();
});

test('what stands in the path arrives decoded, or as it is when it cannot be', () => {
  expect(found('POST', '/v1/tasks/a%2Fb%20c/snooze')).toEqual(['act', { id: 'a/b c', action: 'snooze' }]);
  expect(found('POST', '/v1/tasks/%E0%A4%A/snooze')).toEqual(['act', { id: '%E0%A4%A', action: 'snooze' }]);
});

test('a function gets the parameters of path and query as API Gateway gives them', () => {
  const request = { method: 'POST', headers: {}, body: '', at: '2026-03-01T00:00:00.000Z' };
  const route = matchRoute(routes, 'POST', '/v1/tasks/t1/snooze');
  expect(
    proxyEvent({ ...request, url: '/v1/tasks/t1/snooze?status=open&status=snoozed&q=a%20b#top', route }),
  ).toMatchObject({
    routeKey: 'POST /v1/tasks/{id}/{action}',
    rawPath: '/v1/tasks/t1/snooze',
    rawQueryString: 'status=open&status=snoozed&q=a%20b',
    pathParameters: { id: 't1', action: 'snooze' },
    queryStringParameters: { status: 'open,snoozed', q: 'a b' },
  });
  const plain = proxyEvent({ ...request, url: '/v1/tasks' });
  expect(plain).not.toHaveProperty('queryStringParameters');
  expect(plain).not.toHaveProperty('pathParameters');
});
