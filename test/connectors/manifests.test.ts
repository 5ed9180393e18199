import { expect, test } from 'vitest';
import { connectorNames, connectorOf } from '../../engine/connectors/connector-of.ts';
import { webhooks } from '../../engine/connectors/webhooks.ts';

test.each(connectorNames)('the route of %s says how its requests are proven, as they are', name => {
  const { secrets, auth } = connectorOf(name);
  expect(auth).toBe(webhooks[name].signing ? 'signature' : secrets ? 'basic' : 'bus');
});

test('no two connectors share a variable or an attribute', () => {
  const named = connectorNames
    .map(connectorOf)
    .flatMap(({ secrets, customerAttribute }) => [secrets, customerAttribute]);
  const told = named.filter(each => each !== undefined);
  expect(new Set(told).size).toBe(told.length);
});
