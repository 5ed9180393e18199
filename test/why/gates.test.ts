import { expect, test } from 'vitest';
import { channelOf } from '../../engine/channels/channel-of.ts';
import { mailAddresses } from '../../engine/contacts/mailboxes.ts';
import type { EntryGate, EntryQuestion } from '../../engine/routing/entry-gates.ts';
import type { GateContext } from '../../engine/sending/gate/gate.ts';
import { describeEntryGates } from '../../engine/why/entry-words.ts';
import { failing } from '../../engine/why/gate-report.ts';
import { describeContactGates, describeTouchGates } from '../../engine/why/touch-words.ts';
import { aTask } from '../conformance/records.ts';
import { aJourney, anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, aPolicy, aTouch, now, optedOutOf, somebody, someProfile } from '../support/touch.ts';

const journey = aJourney({
  enroll: on('Account Created'),
  reenroll: { kind: 'never' },
  exit: [on('subscription.canceled')],
  audience: { kind: 'attribute', name: 'plan', comparison: 'is', value: 'pro' },
});
const asked = (more: Partial<EntryQuestion> = {}): EntryQuestion => ({
  journey,
  event: anEvent('Account Created', { id: 'e1', occurredAt: now }),
  trigger: { key: 'once', event: 'Account Created', fields: {} },
  snapshot: aSnapshot({ profile: someProfile({ plan: 'pro' }) }),
  now,
  ...more,
});
const profile = (attributes: Record<string, string>) =>
  aSnapshot({ profile: someProfile({ plan: 'pro', ...attributes }) });
const within = (enrollment: Partial<ReturnType<typeof anActiveEnrollment>>) => ({
  ...profile({}),
  enrollments: [anActiveEnrollment({ journey: journey.id, ...enrollment })],
});

test.each<[EntryGate['not'], Partial<EntryQuestion>, string]>([
  ['account-deleted', { snapshot: profile({ status: 'deleted' }) }, 'deleted'],
  [
    'told-late',
    { event: anEvent('Account Created', { id: 'e1', occurredAt: '2020-03-10T09:00:00.000Z', receivedAt: now }) },
    '2,191 days',
  ],
  ['enrolled-before', { snapshot: within({}) }, 'entered on March 1, 2026, still in it'],
  [
    'too-often',
    {
      journey: { ...journey, reenroll: { kind: 'keyed', field: 'invoice' } },
      event: anEvent('Account Created', { id: 'e1', occurredAt: now, source: 'daymark' }),
      snapshot: {
        ...profile({}),
        enrollments: ['a', 'b', 'c'].map(key =>
          anActiveEnrollment({ id: key, key, journey: journey.id, startedAt: now, status: 'completed' }),
        ),
      },
    },
    '3 times',
  ],
  ['closed', { closed: new Set([journey.id]) }, 'closed by an operator'],
  [
    'excluded',
    { snapshot: within({ journey: 'other', precedence: { priority: 1, holds: [], excludes: [journey.id] } }) },
    'in other',
  ],
  [
    'ended-before',
    {
      snapshot: aSnapshot({
        profile: someProfile({ plan: 'pro' }),
        usage: [{ at: now, event: 'subscription.canceled', user: '', id: 'e2' }],
      }),
    },
    '"subscription canceled" happened on March 10, 2026',
  ],
  ['audience', { snapshot: profile({ plan: 'free' }) }, 'free'],
])('an entry that %s alone keeps out is told so', (gate, more, was) => {
  expect(failing(describeEntryGates(asked(more)))).toMatchObject([{ gate, was }]);
});

const contact = somebody('ada');
const touch = (more: Partial<GateContext> = {}): GateContext => ({
  call: aTouch(),
  channel: channelOf(aTouch().step),
  snapshot: aSnapshot({ contacts: [contact], enrollments: [anActiveEnrollment()] }),
  switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set() },
  now,
  ...more,
});
const holding = anActiveEnrollment({
  id: 'recovery-1',
  journey: 'recovery',
  precedence: { priority: 1, holds: ['lifecycle'], excludes: [] },
});

test.each<[string, Partial<GateContext>, string]>([
  [
    'left-out',
    { snapshot: aSnapshot({ enrollments: [anActiveEnrollment({ leftOut: { [aTouch().step.id]: 'wrong_time' } })] }) },
    'wrong time',
  ],
  [
    'paused',
    { switches: { everything: true, classes: new Set(), journeys: new Set(), closed: new Set() } },
    'everything is paused',
  ],
  [
    'risk-task-open',
    {
      call: aTouch({ policy: aPolicy({ heldByRiskTask: ['lifecycle'] }) }),
      snapshot: aSnapshot({ tasks: [aTask('acme', 't1', { type: 'risk', status: 'open', openedAt: now })] }),
    },
    'is open',
  ],
  ['other-journey', { snapshot: aSnapshot({ enrollments: [anActiveEnrollment(), holding] }) }, 'in recovery'],
  ['quiet-hours', { call: aTouch({ cause: 'event' }), now: '2026-03-10T23:30:00.000Z' }, '23:30'],
  [
    'round-over',
    {
      call: aTouch({ roundEnds: { kind: 'day', day: 2, sendAt: '09:00' } }),
      snapshot: aSnapshot({ enrollments: [anActiveEnrollment()] }),
    },
    'no time was left before it',
  ],
])('a touch that %s alone holds is told so', (gate, more, was) => {
  expect(failing(describeTouchGates(touch(more)))).toMatchObject([{ gate, was: expect.stringContaining(was) }]);
});

const capped = aPolicy({ frequencyCaps: [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'hold' }] });
const suppression = { email: 'ada@acme.example', reason: 'bounced', classes: ['lifecycle'], at: now } as const;

test.each<[string, typeof contact, string, ReadonlyMap<string, string>?]>([
  ['suppressed', { ...contact, suppression }, 'bounced'],
  ['unsubscribed', { ...contact, choices: optedOutOf('product-guidance') }, 'opted out of product-guidance'],
  ['removed', { ...contact, removedAt: now }, 'removed'],
  ['deliverable', somebody('ada', { email: '' }), 'none known'],
  ['one-copy', contact, 'bob gets it there', new Map([['ada@acme.example', 'bob']])],
  ['unverified', somebody('ada', { emailVerified: false }), 'not verified'],
  ['capped', { ...contact, recentSends: [{ delivery: 'd0', class: 'lifecycle', at: now }] }, '1'],
])('a contact that %s alone keeps it from is told so', (gate, who, was, copies = new Map()) => {
  const snapshot = aSnapshot({ contacts: [who], enrollments: [anActiveEnrollment()] });
  const context = { ...touch({ call: aTouch({ policy: capped }), snapshot }), addresses: mailAddresses, copies };
  expect(failing(describeContactGates(context, who, 'd1'))).toMatchObject([{ gate, was }]);
});
