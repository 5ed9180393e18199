import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { labelsOf } from '../../engine/playback/account-labels.ts';
import { eventsOfAccount } from '../../engine/playback/events-of-account.ts';
import { type RecordedEvents, recognizeEvents } from '../../engine/playback/read-events.ts';
import { group, identify, successPlan, track } from '../support/recorded-events.ts';

const recorded = (...bodies: readonly object[]): RecordedEvents['events'] => {
  const { events, rejected } = recognizeEvents(
    bodies.map(body => JSON.stringify(body)),
    'e.jsonl',
  );
  expect(rejected).toEqual([]);
  return events;
};
const labels = (...bodies: readonly object[]) => Object.fromEntries(labelsOf(recorded(...bodies)));

const at = '2026-03-01T09:30:00Z';
const seconds = Date.parse(at) / 1000;

/** Each names the account by the id that it is given, and customer 9 where it is a processor's. */
const naming: Readonly<Record<string, (id: unknown) => object>> = {
  'a group call': id => ({ ...group('', at), groupId: id }),
  'an identify': id => ({ ...identify('', 'ada', at), context: { groupId: id } }),
  'a track': id => ({ ...track('', 'Signed In', at), context: { groupId: id } }),
  'a success plan': id => ({ ...successPlan('', at, []), groupId: id }),
  'an action on a task': id => ({
    ...{ type: 'task', id: 't1', account: id, reason: 'login-drop', action: 'acknowledge', by: 'maya', timestamp: at },
  }),
  'an action on a prompt': id => ({
    ...{ type: 'prompt', id: 'p1', account: id, user: 'ada', prompt: 'tour', action: 'seen', timestamp: at },
  }),
  "a subscription's metadata at Stripe": id => ({
    ...{ object: 'event', id: 'evt_1', type: 'customer.subscription.updated', created: seconds },
    data: {
      object: { object: 'subscription', id: 's', customer: '9', status: 'active', metadata: { account_id: id } },
    },
  }),
  "an invoice's metadata at Stripe, in its current form": id => ({
    ...{ object: 'event', id: 'evt_2', type: 'invoice.payment_failed', created: seconds },
    data: {
      object: {
        ...{ object: 'invoice', id: 'in', customer: '9', amount_due: 4900, currency: 'usd', attempt_count: 1 },
        ...{ billing_reason: 'subscription_cycle', parent: { subscription_details: { metadata: { account_id: id } } } },
      },
    },
  }),
  "Paddle's custom data": id => ({
    ...{ event_id: 'evt_3', event_type: 'subscription.canceled', occurred_at: at },
    data: { id: 's', status: 'canceled', customer_id: '9', custom_data: { account_id: id }, items: [] },
  }),
  "a field of Chargebee's customer": id => ({
    ...{ object: 'event', id: 'ev_4', event_type: 'subscription_cancelled', occurred_at: seconds },
    content: {
      subscription: { id: 's', customer_id: '9', status: 'cancelled' },
      customer: { id: '9', cf_account_id: id },
    },
  }),
};

describe('the report knows an account by', () => {
  it.each(Object.entries(naming).flatMap(([what, named]) => ['42', 42, ' 42 '].map(id => [what, id, named] as const)))(
    '%s that names %j',
    (_, id, named) => {
      expect(labels(named(id))).toEqual({ 42: { name: '42', timezone: 'UTC' } });
      expect(labels(named(id), group('42', at, { name: 'Forty Two', timezone: 'Asia/Tokyo' }))).toEqual({
        42: { name: 'Forty Two', timezone: 'Asia/Tokyo' },
      });
    },
  );

  it.each(['stripe', 'paddle', 'chargebee'])('its customer of %s, whatever the metadata says', name => {
    const told = Object.entries(naming).filter(([what]) => what.toLowerCase().includes(name));
    expect(told.length).toBeGreaterThan(0);
    for (const [, named] of told)
      expect(Object.keys(labels(named('other'), group('acme', at, { [`${name}CustomerId`]: 9 })))).toEqual(['acme']);
  });
});

test.each([
  [{ name: ' Acme\u200b ' }, 'Acme', 'UTC'],
  [{ name: 7 }, '7', 'UTC'],
  [{ name: '' }, 'acme', 'UTC'],
  [{ name: '\u200b' }, 'acme', 'UTC'],
  [{ name: null }, 'acme', 'UTC'],
  [{ name: ['Acme'] }, 'acme', 'UTC'],
  [{ name: 'A\uD83Dcme' }, 'A\uFFFDcme', 'UTC'],
  [{ timezone: ' Asia/Tokyo\u200e' }, 'acme', 'Asia/Tokyo'],
  [{ timezone: 'Atlantis' }, 'acme', 'UTC'],
  [{ timezone: null }, 'acme', 'UTC'],
])('of %j an account is called %s, in %s', (traits, name, timezone) => {
  expect(labels(group('acme', at, traits))).toEqual({ acme: { name, timezone } });
});

test('what was said last counts, in whatever order it arrives', () => {
  const said = fc.record({
    hour: fc.integer({ min: 10, max: 19 }),
    late: fc.integer({ min: 0, max: 100 }),
    traits: fc.record(
      { name: fc.constantFrom('Acme', 'Acme Inc', null), timezone: fc.constantFrom('Asia/Tokyo', 'Europe/Berlin') },
      { requiredKeys: [] },
    ),
  });
  fc.assert(
    fc.property(fc.uniqueArray(said, { selector: ({ hour }) => hour, minLength: 1 }), calls => {
      const sent = calls.map(({ hour, late, traits }) =>
        group('acme', `2026-03-01T${hour}:00:00Z`, traits, {
          receivedAt: `2026-03-02T10:${String(late % 60).padStart(2, '0')}:00Z`,
        }),
      );
      const inOrder = calls.toSorted((a, b) => a.hour - b.hour).map(({ traits }) => traits);
      const { name, timezone } = Object.assign({}, ...inOrder) as { name?: string | null; timezone?: string };
      expect(labels(...sent)).toEqual({ acme: { name: name ?? 'acme', timezone: timezone ?? 'UTC' } });
    }),
  );
});

test.each([
  ['a number', '5', 5],
  ['padded', 'ada', ' ada '],
  ['with an invisible space', 'ada', '\u200bada'],
  ['as it is', 'ada/b"c\\d', 'ada/b"c\\d'],
])('the events of an account are those of its user, whose id comes %s', (_, id, said) => {
  const signedIn = { ...track('', 'Signed In', at), context: undefined, userId: said };
  const others = [5, 55, 'adam', 'ad'].filter(other => String(other) !== id);
  const all = recorded(
    { ...identify('acme', '', at), userId: id },
    signedIn,
    ...others.map(userId => ({ ...signedIn, messageId: `other-${userId}`, userId })),
  );
  expect(eventsOfAccount(all, 'acme').map(({ body }) => body.messageId)).toEqual(
    all.slice(0, 2).map(({ body }) => body.messageId),
  );
});

test('a success plan without an offset is in the zone that its account told', () => {
  const [plan] = recorded(
    { ...successPlan('acme', '2026-03-01T09:30:00', []), messageId: 'plan' },
    group('acme', '2026-02-01T00:00:00Z', { timezone: 'Asia/Tokyo' }),
  ).filter(({ body }) => body.type === 'plan');
  expect(plan?.at).toBe('2026-03-01T00:30:00.000Z');
});

test('the events of an account are found however their writer escapes ids', () => {
  const { events } = recognizeEvents(
    [
      '{"type":"group","messageId":"1","groupId":"a/ü","timestamp":"2026-03-01T09:00:00Z"}',
      '{"type":"track","messageId":"2","event":"Signed In","userId":"x","timestamp":"2026-03-01T09:00:00Z"}',
      '{"type":"identify","messageId":"3","userId":"u\\/\\u00fc","context":{"groupId":"a\\/\\u00fc"},"timestamp":"2026-03-01T09:00:00Z"}',
      '{"type":"track","messageId":"4","event":"Signed In","userId":"u\\/\\u00FC","timestamp":"2026-03-01T09:00:00Z"}',
    ],
    'e.jsonl',
  );
  expect(eventsOfAccount(events, 'a/ü').map(({ body }) => body.messageId)).toEqual(['1', '3', '4']);
});
