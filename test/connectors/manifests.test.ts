import { expect, test } from 'vitest';
import { connectorNames, connectorOf } from '../../engine/connectors/connector-of.ts';
import { webhooks } from '../../engine/connectors/webhooks.ts';

test.each(connectorNames)('the route of %s says how its requests are proven, as they are', name => {
  expect(connectorOf(name).auth).toBe(webhooks[name].signing ? 'signature' : 'basic');
});

test('no two connectors share a variable or an attribute', () => {
  const named = connectorNames
    .map(connectorOf)
    .flatMap(({ secrets, customerAttribute }) => [secrets, customerAttribute]);
  expect(new Set(named).size).toBe(2 * connectorNames.length);
});
