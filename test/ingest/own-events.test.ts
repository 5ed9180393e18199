import { expect, it } from 'vitest';
import { segmentCall } from '../../engine/ingest/segment-call.ts';
import { usableCall } from '../../engine/ingest/usable-call.ts';
import { builtInEvents } from '../../engine/journey/built-in-events.ts';
import { catalog } from '../../journeys/catalog.ts';

// With a write key taken from a page, an attacker could otherwise say that a payment failed.
it.each([...Object.keys(builtInEvents), 'payment.refunded', 'account.updated', 'daymark.enroll'])(
  'nobody but Daymark makes %s',
  event => {
    expect(() => used(event)).toThrow("is reserved for Daymark's own events");
  },
);

it.each(['payment', 'payments', 'tasks', 'Task.resolved', 'account.created', 'prompts.seen'])(
  'anybody makes %s',
  event => {
    expect(used(event)).toMatchObject({ call: { event } });
  },
);

it('an event that lacks what the catalog requires is taken, and its sender is told', () => {
  const lacking = (event: string, properties: object) =>
    used(event, properties).warnings.map(({ field, message }) => `${field} ${message.split('.')[0]}`);
  expect(lacking('Survey Responded', { survey: 'nps', rating: 3 })).toEqual(['properties.score is missing']);
  expect(lacking('Survey Responded', { survey: 'nps', score: 3 })).toEqual([]);
  expect(lacking('Survey Responded', { survey: 'nps', score: null })).toEqual(['properties.score is missing']);
  expect(lacking('Limit Approached', {})).toHaveLength(3);
  expect(lacking('Trial Started', {})).toEqual([]);
});

it('a health score that is said is taken, and its sender is told that the next one replaces it', () => {
  const { call, warnings } = read({ type: 'group', groupId: 'acme', traits: { health: 'Red', healthScore: 12 } });
  expect(call).toMatchObject({ values: { health: 'red', healthScore: 12 } });
  expect(warnings.map(({ field }) => field)).toEqual(['traits.health', 'traits.healthScore']);
  expect(warnings[0]?.message).toContain("next Monday's score");
});

it("OpenID's claim on an address counts, unless the trait itself is said or the catalog has its own", () => {
  const verified = (traits: object) => read({ type: 'identify', userId: 'ada', context: { groupId: 'acme' }, traits });
  expect(verified({ email_verified: false })).toMatchObject({
    call: { values: { emailVerified: false } },
    warnings: [],
  });
  expect(verified({ email_verified: 'true' }).call).toMatchObject({ values: { emailVerified: true } });
  expect(verified({ email_verified: true, emailVerified: false }).call).toMatchObject({
    values: { emailVerified: false },
  });
});

const used = (event: string, properties: object = {}) => read({ type: 'track', userId: 'ada', event, properties });

const read = (said: object) => {
  const body = { messageId: 'm1', timestamp: '2026-03-02T09:00:00Z', ...said };
  const sent = segmentCall(body);
  if (!('call' in sent)) throw new Error('The call is not understood.');
  return usableCall(sent.call, catalog.data);
};
