import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { OutwardPorts } from '../../engine/ports/ports.ts';

/**
 * The port of each adapter that reaches a service other than AWS's. The local cloud replaces the ports of `OutwardPorts`,
 * and no other: what is missing there would be called by `run` and `dev`.
 */
const portOf: Readonly<Record<string, keyof OutwardPorts>> = {
  'crm/hubspot-tasks.ts': 'crm',
  'crm/salesforce-tasks.ts': 'crm',
  'poster.ts': 'poster',
  'slack-app.ts': 'slack',
};

test('an adapter that calls a service outside of AWS belongs to a port that the local cloud replaces', () => {
  const folder = join(import.meta.dirname, '../../engine/adapters/aws');
  const calling = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts') && file !== 'http-attempts.ts')
    .filter(file => /\b(?:fetch|attemptHttp)\(/.test(readFileSync(join(folder, file), 'utf8')));
  expect(calling.sort(), 'each adapter with its port, one of OutwardPorts').toEqual(Object.keys(portOf));
});
