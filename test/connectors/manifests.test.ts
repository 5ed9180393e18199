import { expect, test } from 'vitest';
import { connectorOf, processors } from '../../engine/connectors/processors.ts';
import { webhooks } from '../../engine/connectors/webhooks.ts';

test.each(processors)('the route of %s says how its requests are proven, as they are', processor => {
  expect(connectorOf(processor).auth).toBe(webhooks[processor].signing ? 'signature' : 'basic');
});

test('no two billing processors share a variable or an attribute', () => {
  const named = processors.map(connectorOf).flatMap(({ secrets, customerAttribute }) => [secrets, customerAttribute]);
  expect(new Set(named).size).toBe(2 * processors.length);
});
