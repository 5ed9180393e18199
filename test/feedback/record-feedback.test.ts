import type { Context, SQSEvent } from 'aws-lambda';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { isLocked, isOut } from '../../engine/account/consent.ts';
import type { Delivery } from '../../engine/account/delivery.ts';
import { unsubscribeToken } from '../../engine/contacts/unsubscribe-token.ts';
import { createHandler } from '../../functions/record-feedback.ts';
import { type RouteWorld, routeWorld } from '../support/route-world.ts';
import { testStore } from '../support/stored.ts';
import { anActiveEnrollment, now, somebody } from '../support/touch.ts';

const store = testStore();
let world: RouteWorld;
let count = 0;

const aDelivery = (more: Partial<Delivery> = {}): Delivery => ({
  id: 'd1',
  account: world.account,
  enrollment: 'onboarding-1',
  journey: 'onboarding',
  step: 'welcome',
  contact: 'ann',
  channel: 'email',
  class: 'lifecycle',
  template: 'welcome',
  contentHash: 'h1',
  state: 'accepted',
  attempts: 1,
  claimedAt: now,
  facts: {},
  ...more,
});

beforeEach(async () => {
  world = routeWorld(store, `acme/ü-${++count}`, []);
  await world.given([
    { kind: 'contact', contact: somebody('ann') },
    { kind: 'enroll', enrollment: anActiveEnrollment({ account: world.account }) },
    { kind: 'claim', delivery: aDelivery() },
  ]);
});

const feed = async (...messages: unknown[]): Promise<string[]> => {
  const Records = messages.map((body, index) => ({
    messageId: `m${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  const answer = await createHandler(world.ports)({ Records } as SQSEvent, {} as Context);
  return answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
};

const mail = (delivery = 'd1') => ({
  messageId: 'ses-1',
  timestamp: '2026-03-10T09:00:00.000Z',
  destination: ['ann@acme.example'],
  tags: { account: [Buffer.from(world.account).toString('base64url')], delivery: [delivery] },
});
const bounce = (bounceType: string, delivery = 'd1', bounceSubType = 'General') => ({
  eventType: 'Bounce',
  mail: mail(delivery),
  bounce: {
    bounceType,
    bounceSubType,
    timestamp: '2026-03-10T09:05:00.000Z',
    bouncedRecipients: [{ emailAddress: 'ann@acme.example' }],
  },
});

const delivery = async (id = 'd1') => (await world.ports.deliveries.find(world.account, [id]))[0];
const ann = () => world.ports.contacts.find(world.account, 'ann');

describe('a mail event', () => {
  test('is recorded on its delivery, in whatever order and envelope it comes', async () => {
    const delivered = { eventType: 'Delivery', mail: mail(), delivery: { timestamp: '2026-03-10T09:01:00.000Z' } };
    const failures = await feed(
      {
        Type: 'Notification',
        Message: JSON.stringify({ eventType: 'Open', mail: mail(), open: { timestamp: '2026-03-10T10:00:00.000Z' } }),
      },
      { source: 'aws.ses', 'detail-type': 'Email Delivered', detail: delivered },
      { notificationType: 'Delivery', mail: { ...mail(), tags: undefined } },
      { eventType: 'Send', mail: mail('nobody-knows') },
    );
    expect(failures).toEqual([]);
    expect((await delivery())?.facts).toEqual({
      opened: '2026-03-10T10:00:00.000Z',
      delivered: '2026-03-10T09:01:00.000Z',
    });
  });

  test('of a bounce for good ends all mail to the address', async () => {
    await feed(bounce('Permanent'));
    expect((await ann())?.suppression).toMatchObject({
      email: 'ann@acme.example',
      reason: 'bounced',
      classes: ['transactional', 'lifecycle', 'marketing'],
    });
  });

  test('of a mail that SES kept back itself says nothing new of the address', async () => {
    await feed(bounce('Permanent', 'd1', 'OnAccountSuppressionList'));
    expect((await ann())?.suppression).toBeUndefined();
    expect((await delivery())?.facts).toEqual({ suppressed: expect.any(String) });
    expect(world.published).toEqual([]);
  });

  test('of a reader who takes the mail out of the spam folder, or of a mail kept back for a complaint, is no complaint', async () => {
    const complaint = (detail: object) => ({
      eventType: 'Complaint',
      mail: mail(),
      complaint: { complainedRecipients: [{ emailAddress: 'ann@acme.example' }], ...detail },
    });
    await feed(complaint({ complaintFeedbackType: 'not-spam' }));
    expect((await delivery())?.facts).toEqual({});
    await feed(complaint({ complaintSubType: 'OnAccountSuppressionList' }));
    expect((await delivery())?.facts).toEqual({ suppressed: expect.any(String) });
    expect(await ann()).toMatchObject({ choices: {}, revision: 1 });
    expect((await ann())?.suppression).toBeUndefined();
    expect(world.published).toEqual([]);
    const figures = await world.ports.sends.look('onboarding', now);
    expect([...(figures?.days.values() ?? [])].filter(({ complained }) => complained > 0)).toEqual([]);
  });

  test('of content that a server refuses says nothing of the address, however often', async () => {
    await world.given(['d2', 'd3'].map(id => ({ kind: 'claim', delivery: aDelivery({ id }) })));
    await feed(...['d1', 'd2', 'd3'].map(id => bounce('Transient', id, 'ContentRejected')));
    expect((await delivery('d3'))?.facts).toEqual({ bounced: '2026-03-10T09:05:00.000Z' });
    expect(await ann()).toMatchObject({ revision: 1 });
  });

  test('of a complaint ends all but transactional mail, unless the address is worse already', async () => {
    const complaint = {
      eventType: 'Complaint',
      mail: mail(),
      complaint: { complainedRecipients: [{ emailAddress: 'ann@acme.example' }] },
    };
    await feed(complaint);
    expect((await ann())?.suppression).toMatchObject({ reason: 'complained', classes: ['lifecycle', 'marketing'] });
    await feed(bounce('Permanent'), complaint);
    expect((await ann())?.suppression?.reason).toBe('bounced');
  });

  test('of a complaint is an opt-out of all that no link takes back, and that outlives the address', async () => {
    const complaint = {
      eventType: 'Complaint',
      mail: mail(),
      complaint: { complainedRecipients: [{ emailAddress: 'Ann <ann@acme.example>' }] },
    };
    await feed(complaint, complaint);
    const choices = (await ann())?.choices ?? {};
    expect([isOut(choices, '*'), isLocked(choices, '*')]).toEqual([true, true]);
    expect(await world.ports.contacts.consents(world.account, 'ann')).toMatchObject([
      { topic: '*', source: 'complaint', evidence: 'd1' },
    ]);
    const told = new Map(world.published.map(event => [event.id, event]));
    expect([...told.values()]).toMatchObject([
      { name: 'contact.complained', user: 'ann', fields: { role: 'admin' } },
      { name: 'contact.unsubscribed', user: 'ann', fields: { topic: '*', role: 'admin' } },
    ]);
  });

  test('of a bounce for good tells journeys whose address it was, and nothing personal', async () => {
    await world.given([{ kind: 'contact', contact: somebody('ann', { role: 'champion' }, { revision: 2 }) }]);
    await feed(bounce('Permanent'), bounce('Permanent'));
    expect(new Set(world.published.map(({ id }) => id)).size).toBe(1);
    expect(world.published[0]).toMatchObject({
      name: 'contact.bounced',
      source: 'ses',
      user: 'ann',
      occurredAt: '2026-03-10T09:05:00.000Z',
      fields: { role: 'champion' },
    });
    expect(JSON.stringify(world.published)).not.toContain('@');
  });

  test('about several addresses concerns the one that the contact has', async () => {
    const several = bounce('Permanent');
    several.bounce.bouncedRecipients = [{ emailAddress: 'bo@acme.example' }, { emailAddress: 'ANN@acme.example' }];
    await feed(several);
    expect((await ann())?.suppression?.email).toBe('ann@acme.example');
  });

  test('about addresses that the contact does not have says nothing of it', async () => {
    const others = bounce('Permanent');
    others.bounce.bouncedRecipients = [{ emailAddress: 'bo@acme.example' }, { emailAddress: 'cy@acme.example' }];
    await feed(others);
    expect((await ann())?.suppression).toBeUndefined();
    expect(world.published).toEqual([]);
  });

  test('about an address that the contact had before leaves the bar of the one it has now', async () => {
    const complaint = {
      eventType: 'Complaint',
      mail: mail(),
      complaint: { complainedRecipients: [{ emailAddress: 'ann@acme.example' }] },
    };
    await feed(complaint);
    const late = bounce('Permanent');
    late.bounce.bouncedRecipients = [{ emailAddress: 'old@acme.example' }];
    await feed(late);
    expect((await ann())?.suppression).toMatchObject({ email: 'ann@acme.example', reason: 'complained' });
  });

  test('of a fault of ours is told to operations', async () => {
    await feed({ eventType: 'Rendering Failure', mail: mail(), failure: {} }, { eventType: 'Reject', mail: mail() });
    expect(world.alarms).toMatchObject([{ alarm: 'mail-rejected', delivery: 'd1' }, { alarm: 'mail-rejected' }]);
  });

  test('of the third bounce for now within 30 days degrades the address; one that is told twice counts once', async () => {
    await world.given([
      { kind: 'claim', delivery: aDelivery({ id: 'd2' }) },
      { kind: 'claim', delivery: aDelivery({ id: 'd3' }) },
    ]);
    await feed(bounce('Transient'), bounce('Transient'), bounce('Transient', 'd2'));
    expect((await ann())?.suppression).toBeUndefined();
    await feed(bounce('Transient', 'd3'));
    expect((await ann())?.suppression).toMatchObject({ reason: 'degraded', classes: ['lifecycle', 'marketing'] });
  });

  test('tells at last that a mail was sent whose answer was lost', async () => {
    await world.given([{ kind: 'claim', delivery: aDelivery({ id: 'lost', state: 'unknown' }) }]);
    const sent = { eventType: 'Send', mail: mail('lost') };
    await feed(sent, sent);
    expect(await delivery('lost')).toMatchObject({
      state: 'accepted',
      messageId: 'ses-1',
      facts: { sent: expect.any(String) },
    });
    expect((await world.timeline()).map(({ entry }) => entry)).toMatchObject([
      { type: 'touch', outcome: 'sent', to: 'ann' },
    ]);
  });

  test('that comes while another one is recorded is kept beside it', async () => {
    await world.given([{ kind: 'claim', delivery: aDelivery({ id: 'lost', state: 'unknown' }) }]);
    const { deliveries } = world.ports;
    let isFirst = true;
    world.ports.deliveries = {
      ...deliveries,
      find: async (...args) => {
        const read = await deliveries.find(...args);
        if (isFirst) await deliveries.recordFact(world.account, 'lost', 'delivered', now);
        isFirst = false;
        return read;
      },
    };
    await feed({ eventType: 'Send', mail: mail('lost') });
    expect(await delivery('lost')).toMatchObject({
      state: 'accepted',
      facts: { sent: expect.any(String), delivered: now },
    });
  });
});

describe('a click', () => {
  const click = (timestamp: string, link = 'https://app.tidewater.example/') => ({
    eventType: 'Click',
    mail: mail(),
    click: { timestamp, link },
  });
  const delivered = { eventType: 'Delivery', delivery: { timestamp: '2026-03-10T09:00:10.000Z' } };
  const names = () => [...new Set(world.published.map(({ id, name }) => `${name} ${id}`))];

  test('of a person counts once for the mail', async () => {
    await feed({ ...delivered, mail: mail() }, click('2026-03-10T09:30:00.000Z'), click('2026-03-10T11:00:00.000Z'));
    expect(names()).toEqual(['mail.clicked ses:d1:mail.clicked']);
    expect(world.published[0]).toMatchObject({ user: 'ann', fields: { journey: 'onboarding', step: 'welcome' } });
  });

  test('within seconds of the delivery is a machine', async () => {
    await feed({ ...delivered, mail: mail() }, click('2026-03-10T09:00:12.000Z'), click('2026-03-10T09:00:13.000Z'));
    expect(names()).toEqual([]);
  });

  test('on the links to preferences and surveys is no sign of interest', async () => {
    const token = unsubscribeToken({ account: 'acme', contact: 'ann', topic: '*', delivery: 'd1' }, 'secret');
    await feed(
      click('2026-03-10T09:30:00.000Z', `https://tasks.example/u/${token}`),
      click('2026-03-10T09:31:00.000Z', `https://tasks.example/s/${token}?score=9`),
    );
    expect(names()).toEqual([]);
    expect((await delivery())?.facts).toEqual({});
  });

  test('on a page of the application whose path looks like that is one', async () => {
    await feed(click('2026-03-10T09:30:00.000Z', 'https://app.tidewater.example/s/onboarding'));
    expect(names()).toHaveLength(1);
  });
});

describe('an execution', () => {
  const change = (status: string) => ({
    source: 'aws.states',
    'detail-type': 'Step Functions Execution Status Change',
    detail: {
      status,
      error: 'States.Runtime',
      input: JSON.stringify({ account: world.account, enrollment: 'onboarding-1' }),
    },
  });
  const status = async () => (await world.ports.accounts.snapshot(world.account)).enrollments[0]?.status;

  test('that failed closes its enrollment, once', async () => {
    await feed(change('FAILED'), change('FAILED'));
    expect(await status()).toBe('failed');
    expect((await world.timeline()).map(({ entry }) => entry)).toEqual([{ type: 'failed', error: 'States.Runtime' }]);
    expect(world.alarms).toEqual([
      {
        alarm: 'enrollment-failed',
        account: world.account,
        journey: 'onboarding',
        enrollment: 'onboarding-1',
        error: 'States.Runtime',
      },
    ]);
  });

  test('of before its enrollment moved to another version, that is told of late, leaves it as it is', async () => {
    const { enrollments } = await world.ports.accounts.snapshot(world.account);
    const [enrollment] = enrollments;
    if (!enrollment) throw new Error('no enrollment');
    await world.given([{ kind: 'migrate', enrollment: { ...enrollment, version: 'v2', generation: 2 } }]);
    const late = change('FAILED');
    late.detail.input = JSON.stringify({ account: world.account, enrollment: 'onboarding-1', generation: 1 });
    expect(await feed(late)).toEqual([]);
    expect(await status()).toBe('active');
  });

  test('that succeeded changes nothing', async () => {
    expect(await feed(change('SUCCEEDED'))).toEqual([]);
    expect(await status()).toBe('active');
  });
});

describe('an action', () => {
  test('on a task or a prompt goes on to routing', async () => {
    const at = { account: world.account, timestamp: '2026-03-10T08:00:00Z' };
    await feed(
      { type: 'task', id: 'a1', ...at, reason: 'low-adoption', action: 'resolve', outcome: 'plan_agreed', by: 'maya' },
      { type: 'prompt', id: 'p1', ...at, user: 'ann', step: 'tour', action: 'clicked' },
    );
    expect(world.published).toMatchObject([
      {
        id: 'task:a1',
        source: 'task',
        name: 'task.resolved',
        fields: { reason: 'low-adoption', outcome: 'plan_agreed', by: 'maya' },
      },
      { id: 'prompt:p1', source: 'prompt', name: 'prompt.clicked', user: 'ann', fields: { step: 'tour' } },
    ]);
  });
});

test('what cannot be read is given back, says why without quoting it, and holds up nothing else', async () => {
  const errors = vi.spyOn(console, 'error').mockImplementation(() => {});
  const at = { account: world.account, timestamp: '2026-03-10T08:00:00Z' };
  const failures = await feed(
    '{"email":"ann@acme.example"',
    { hello: 'ann@acme.example' },
    { type: 'task', id: 'a', ...at, reason: 'r', action: 'resolve', by: 'maya' },
    {
      type: 'prompt',
      id: 'p',
      ...at,
      user: 'ann',
      step: 'tour',
      action: 'seen',
    },
  );
  expect(failures).toEqual(['m0', 'm1', 'm2']);
  expect(world.published).toHaveLength(1);
  const told = errors.mock.calls.flat().join(' ');
  expect(told).toContain('outcome: is missing');
  expect(told).not.toContain('ann@acme.example');
  errors.mockRestore();
});
