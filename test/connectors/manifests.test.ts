import { readFileSync } from 'node:fs';
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

const told = (document: string): string => readFileSync(new URL(`../../docs/${document}.md`, import.meta.url), 'utf8');
const aboutDoor = { billing: 'billing', support: 'connect-your-help-desk', crm: 'connect-your-crm' } as const;

test.each(connectorNames)(
  'the documents tell of %s: where it is set up, its secret, its route, its attribute',
  name => {
    const { door, secrets, auth, customerAttribute } = connectorOf(name);
    expect(told(aboutDoor[door])).toContain(customerAttribute);
    expect(told('write-a-journey')).toContain(customerAttribute);
    if (auth === 'bus') return;
    expect(told('local-cloud')).toContain(`/${name}\``);
    const secret = secrets?.replace('DAYMARK_', '').toLowerCase().replaceAll('_', '-');
    for (const document of ['deploy', 'operate']) expect(told(document)).toContain(`\`${secret}\``);
  },
);
