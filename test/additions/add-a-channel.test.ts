import { beforeEach, expect, test, vi } from 'vitest';
import type { Contact } from '../../engine/account/account.ts';
import type { Change } from '../../engine/account/change.ts';
import { readSettings } from '../../engine/adapters/aws/settings.ts';
import { localSecrets } from '../../engine/local/local-secrets.ts';
import { longestHold } from '../../engine/promises/longest-hold.ts';
import { deliverTouch } from '../../engine/sending/use-cases/deliver-touch.ts';
import { actAhead, actsAhead } from '../../engine/views/account-ahead.ts';
import { functions } from '../../engine/wiring/functions.ts';
import { secrets } from '../../engine/wiring/secrets.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, aPolicy, aTouch, optedOutOf, somebody, someProfile } from '../support/touch.ts';
import { type TouchWorld, touchWorld } from '../support/touch-world.ts';
import { anSms } from './sms/manifest.ts';
import { provider } from './sms/sms.ts';

// The lines that `npm run kinds` writes for its folder, which is `sms/`; everything else is the engine as it ships.
vi.mock(import('../../engine/channels/all-manifests.ts'), async original => {
  const { sms } = await import('./sms/manifest.ts');
  return { ...(await original()), sms };
});
vi.mock(import('../../engine/channels/all-senders.ts'), async original => {
  const { smsSender } = await import('./sms/sms.ts');
  return { ...(await original()), sms: smsSender };
});

const store = testStore();
let world: TouchWorld;
let account: string;
let count = 0;
beforeEach(() => {
  account = `acme-${++count}`;
  world = touchWorld(store, account);
  provider.sent.length = 0;
});

const given = (...contacts: Contact[]) =>
  world.given([
    { kind: 'profile', profile: someProfile({}, { account }) },
    ...contacts.map((contact): Change => ({ kind: 'contact', contact })),
    { kind: 'enroll', enrollment: anActiveEnrollment({ account }) },
  ]);
const frequencyCaps = [{ classes: ['lifecycle'], atMost: 1, withinDays: 7, onCapped: 'skip' }] as const;
const text = (id: string) =>
  deliverTouch(aTouch({ account, step: anSms({ id }), policy: aPolicy({ frequencyCaps }) }), world.ports);
const told = async () =>
  (await world.timeline()).flatMap(({ entry }) =>
    entry.type === 'touch'
      ? [`${entry.step}: ${entry.channel} ${entry.outcome} ${entry.to} ${entry.reason ?? ''}`.trim()]
      : [],
  );

test('a channel that is a folder sends, and asks every gate before', async () => {
  await given(
    somebody('ada', { phone: '+49 151 2345678' }),
    somebody('ada-again', { phone: '+491512345678' }),
    somebody('bo', { phone: '+4915100000002' }, { choices: optedOutOf('*') }),
    somebody('cy', { phone: '+4915100000003' }, { removedAt: '2026-03-09T09:00:00.000Z' }),
    somebody('di', { phone: '0151' }),
  );
  await text('first');
  expect(provider.sent).toEqual([{ to: '+491512345678', delivery: expect.any(String), key: 'local-key-of-sms' }]);
  expect(await told()).toEqual([
    'first: sms sent ada',
    'first: sms skipped ada-again same-mailbox',
    'first: sms skipped bo unsubscribed',
    'first: sms failed di bad-address',
  ]);
});

test('what it sent is settled: it is sent once, and counts for the caps of every channel', async () => {
  await given(somebody('ada', { phone: '+491512345678' }));
  await text('first');
  const [delivery] = await world.ports.deliveries.find(account, [provider.sent[0]?.delivery ?? '']);
  expect(delivery).toMatchObject({ channel: 'sms', state: 'accepted', messageId: 'sms-1' });
  await text('first');
  expect(provider.sent).toHaveLength(1);
  await world.given([
    { kind: 'enroll', enrollment: anActiveEnrollment({ account, id: 'spotlight-1', journey: 'spotlight' }) },
  ]);
  await deliverTouch(
    aTouch({
      account,
      enrollment: 'spotlight-1',
      journey: { id: 'spotlight', version: 'v1', title: 'Spotlight' },
      policy: aPolicy({ frequencyCaps }),
    }),
    world.ports,
  );
  expect(await told()).toEqual(['first: sms sent ada', 'welcome: email skipped ada capped']);
  expect(world.mails).toEqual([]);
});

test('a promise counts on its touches to be held as long as any that goes to addresses', () => {
  const policy = aPolicy({ frequencyCaps });
  const call = aTouch({ account, step: anSms(), class: 'lifecycle', policy });
  expect(longestHold(call, policy, [])).toBe(policy.holdAtMostDays);
  expect(longestHold({ ...call, class: 'transactional' }, policy, [])).toBe(0);
});

test('the console shows its touches among the days ahead', () => {
  const act = {
    at: '2026-03-10T09:00:00Z',
    enrollment: 'e1',
    journey: 'onboarding',
    step: 'text',
    round: 1,
    to: 'ada',
  };
  const foreseen = { ...act, does: 'touch', channel: 'sms', outcome: 'sent' } as const;
  const names = { snapshot: { contacts: [] }, journeys: [], team: [], subjects: new Map() };
  const lines = actsAhead({ acts: [foreseen] }, names);
  expect(lines).toMatchObject([{ does: 'sms', to: [{ id: 'ada' }] }]);
  expect(actAhead.safeParse(lines[0]).success).toBe(true);
});

test('its secret is made, given to the function that sends, and read, where its manifest names it', () => {
  expect(secrets).toHaveProperty('DAYMARK_SMS_KEY', 'sms-key');
  expect(
    Object.keys(functions).filter(name => functions[name]?.secrets?.some(each => String(each) === 'DAYMARK_SMS_KEY')),
  ).toEqual(['deliver-touch']);
  expect(localSecrets).toHaveProperty('DAYMARK_SMS_KEY', 'local-key-of-sms');
  const environment = {
    ...localSecrets,
    DAYMARK_TABLE: 'daymark',
    DAYMARK_EVENTS_QUEUE_URL: 'https://sqs.example/events.fifo',
    DAYMARK_DEAD_EVENTS_QUEUE_URL: 'https://sqs.example/dead.fifo',
    DAYMARK_SWEEP_QUEUE_URL: 'https://sqs.example/sweep',
    DAYMARK_MACHINE_ARN_PREFIX: 'arn:aws:states:eu-central-1:123456789012:stateMachine:daymark-',
    DAYMARK_BUILD: 'build',
    DAYMARK_MAIL_TO: 'customers',
    DAYMARK_CONFIGURATION_SET_PREFIX: 'daymark',
    DAYMARK_SWITCHES_PATH: '/daymark/switches',
  };
  expect(readSettings({ ...environment, DAYMARK_SMS_KEY: 'key' }).channelSecrets).toMatchObject({
    DAYMARK_SMS_KEY: 'key',
  });
  expect(() => readSettings({ ...environment, DAYMARK_SMS_KEYS: 'key' })).toThrow('DAYMARK_SMS_KEYS is unknown');
});
