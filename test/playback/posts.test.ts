import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import type { Step } from '../../engine/definition/step.ts';
import { recognizeEvents } from '../../engine/playback/read-events.ts';
import { aJourney, on } from '../support/journeys.ts';
import { shippedProject } from '../support/play-case.ts';
import { account, track } from '../support/recorded-events.ts';
import { playInBoth } from '../support/two-worlds.ts';

const steps: readonly Step[] = [
  { kind: 'slack', id: 'tell-sales', channel: 'sales', text: 'A trial has begun.' },
  { kind: 'webhook', id: 'tell-crm', endpoint: 'crm', data: {} },
  {
    kind: 'escalate',
    id: 'call',
    type: 'onboarding',
    severity: 2,
    sla: { unit: 'hours', amount: 4 },
    play: 'call them',
    evidence: {},
    early: [],
    then: {},
  },
];

/** What became of the posts of a journey, in both worlds, which must agree. */
const outcomes = async (): Promise<string[]> => {
  const shipped = await shippedProject();
  const definition = aJourney({ id: 'posts', enroll: on('Trial Started'), exit: [], steps });
  const journeys = [{ file: 'posts.ts', definition, machine: compileJourney(definition, shipped.templates) }];
  const begun = '2026-03-02T10:00:00Z';
  const events = [...account('acme', begun), track('acme', 'Trial Started', begun)].map(event => JSON.stringify(event));
  const { lines } = await playInBoth({
    project: { ...shipped, journeys },
    recorded: recognizeEvents(events, 'events'),
    seed: 1,
    until: '2026-03-10T00:00:00.000Z',
  });
  return lines.flatMap(({ entry }) =>
    entry.type === 'touch' ? [`${entry.step} ${entry.outcome} ${entry.reason ?? ''}`.trim()] : [],
  );
};

// A post that was sent would fail: nothing is there.
const nowhere = 'https://nowhere.invalid';
const named = (destinations: object) => vi.stubEnv('DAYMARK_DESTINATIONS', JSON.stringify(destinations));
afterEach(() => {
  vi.unstubAllEnvs();
});

test('a play takes posts to any destination where the environment names none', async () => {
  vi.stubEnv('DAYMARK_DESTINATIONS', undefined);
  expect(await outcomes()).toEqual(['tell-sales sent', 'tell-crm sent']);
});

test('a play sends nothing to the destinations that the environment names, and refuses posts to others, as on AWS', async () => {
  named({ slack: { sales: { url: nowhere } }, webhook: { crm: { url: nowhere, secret: 'of sixteen characters' } } });
  expect(await outcomes()).toEqual(['tell-sales sent', 'tell-crm sent']);
  named({ slack: { sales: { url: nowhere } }, webhook: {} });
  expect(await outcomes()).toEqual(['tell-sales sent', 'tell-crm failed rejected']);
});

test("a play posts no task by the Slack app that the environment names: neither a message nor a CSM's digest", async () => {
  const asked: (string | undefined)[] = [];
  const slack = createServer((request, response) => {
    asked.push(request.url);
    response.end('{"ok":true,"channel":"C1","ts":"1"}');
  }).listen(0, '127.0.0.1');
  await once(slack, 'listening');
  const api = `http://127.0.0.1:${(slack.address() as AddressInfo).port}`;
  vi.stubEnv('DAYMARK_TASK_SINKS', '{"slack":"sales"}');
  named({
    slackApp: { token: 'xoxb-1', channel: 'C1', signingSecrets: ['secret of the app'], api },
    slack: { sales: { url: nowhere } },
    webhook: { crm: { url: nowhere, secret: 'of sixteen characters' } },
  });
  try {
    expect(await outcomes()).toEqual(['tell-sales sent', 'tell-crm sent']);
    expect(asked).toEqual([]);
  } finally {
    slack.close();
  }
});
