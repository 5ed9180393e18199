import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, stripe, subscriptionCanceled, taskAction, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const subscription = (id: string, type: string, at: string, object: object, previous?: object) =>
  stripe(id, `customer.subscription.${type}`, at, { object: 'subscription', id: `sub_${id}`, ...object }, { previous });
const created = (id: string, at: string, number = 1) =>
  subscription(id, 'created', at, { id: `sub_${id}${number === 1 ? '' : number}`, status: 'active' });
const scheduled = (id: string, at: string, isScheduled = true) =>
  subscription(
    id,
    'updated',
    at,
    { status: 'active', cancel_at_period_end: isScheduled },
    { cancel_at_period_end: !isScheduled },
  );
const customer = (id: string, traits = {}) => [
  ...account(id, known, { arr: 15_000, ...traits }, { bob: 'billing', mel: 'member' }),
  created(id, '2026-01-05T11:00:00Z'),
];
const cancels = '2026-03-02T10:00:00Z';

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...customer('gone'),
      subscriptionCanceled('gone', cancels),
      ...customer('back-in-time'),
      subscriptionCanceled('back-in-time', cancels),
      created('back-in-time', '2026-04-01T08:59:59Z', 2),
      ...customer('back-after-one'),
      subscriptionCanceled('back-after-one', cancels),
      created('back-after-one', '2026-05-01T08:59:59Z', 2),
      ...customer('back-and-gone'),
      subscriptionCanceled('back-and-gone', cancels),
      created('back-and-gone', '2026-03-20T10:00:00Z', 2),
      subscription('back-and-gone', 'deleted', '2026-04-10T10:00:00Z', {
        id: 'sub_back-and-gone2',
        status: 'canceled',
      }),
      // Their product deletes the account, and cancels at the processor: in this order, or told in the other.
      ...customer('deleted'),
      track('deleted', 'Account Deleted', '2026-03-02T09:59:58Z'),
      subscriptionCanceled('deleted', cancels),
      ...customer('deleted-told-late'),
      subscriptionCanceled('deleted-told-late', cancels),
      track('deleted-told-late', 'Account Deleted', '2026-03-02T09:59:58Z', { receivedAt: '2026-03-02T10:00:20Z' }),
      // No processor tells of these: the product does.
      ...['told', 'told-back', 'told-gone'].flatMap(id => account(id, known, { status: 'active' })),
      group('told', cancels, { status: 'Cancelled' }),
      group('told-back', cancels, { status: 'churned' }),
      group('told-back', '2026-03-20T10:00:00Z', { status: 'active' }),
      group('told-gone', cancels, { status: 'canceled' }),
      group('told-gone', '2026-03-05T10:00:00Z', { status: 'deleted' }),
      ...customer('gone-high', { touchModel: 'high' }),
      subscriptionCanceled('gone-high', cancels),

      ...customer('leaving-15k'),
      track('leaving-15k', 'Task Completed', '2026-03-01T10:00:00Z'),
      scheduled('leaving-15k', cancels),
      ...customer('leaving-15k1', { arr: 15_001 }),
      scheduled('leaving-15k1', cancels),
      subscriptionCanceled('leaving-15k1', '2026-04-02T10:00:00Z'),
      ...customer('stays', { arr: 15_001 }),
      scheduled('stays', cancels),
      scheduled('stays', '2026-03-02T19:00:00Z', false),
      ...customer('talked-round', { arr: 15_001 }),
      scheduled('talked-round', cancels),
      taskAction('talked-round', 'save-offer-call', 'resolve', '2026-03-02T19:00:00Z', { outcome: 'plan_agreed' }),
      scheduled('talked-round', '2026-03-04T15:00:00Z', false),
      ...customer('leaving-high', { arr: 9_000, touchModel: 'high' }),
      scheduled('leaving-high', cancels),
    ],
    { until: '2026-09-30T00:00:00Z', journeys: ['win-back', 'save-offer'] },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);

test('who left hears from us after 30 and after 60 days, and then no more', () => {
  expect(of('gone')).toEqual([
    '2026-03-02T10:00:00Z enrolled in win-back by subscription.canceled',
    '2026-04-01T09:00:00Z win-back: email sent to gone-ada',
    '2026-04-01T09:00:00Z win-back: email sent to gone-bob',
    '2026-05-01T09:00:00Z win-back-2: email sent to gone-ada',
    '2026-05-01T09:00:00Z win-back-2: email sent to gone-bob',
    '2026-05-01T09:00:00Z completed win-back',
  ]);
});

test('who deleted the account is not won back', () => {
  expect(of('deleted')).toEqual([]);
  expect(of('deleted-told-late')).toEqual([
    '2026-03-02T10:00:00Z enrolled in win-back by subscription.canceled',
    '2026-03-02T10:00:20Z exited win-back: Account Deleted',
  ]);
});

test('a product or a CRM may say the status in place of a processor', () => {
  expect(of('told')).toEqual([
    '2026-03-02T10:00:00Z enrolled in win-back by subscription.canceled',
    '2026-04-01T09:00:00Z win-back: email sent to told-ada',
    '2026-05-01T09:00:00Z win-back-2: email sent to told-ada',
    '2026-05-01T09:00:00Z completed win-back',
  ]);
  expect(of('told-back').at(-1)).toBe('2026-03-20T10:00:00Z exited win-back: subscription.started');
  expect(of('told-gone').at(-1)).toBe('2026-03-05T10:00:00Z exited win-back: Account Deleted');
});

test('a new subscription ends it, a second before either mail too', () => {
  expect(of('back-in-time')).toEqual([
    '2026-03-02T10:00:00Z enrolled in win-back by subscription.canceled',
    '2026-04-01T08:59:59Z exited win-back: subscription.started',
  ]);
  expect(of('back-after-one').slice(-3)).toEqual([
    '2026-04-01T09:00:00Z win-back: email sent to back-after-one-ada',
    '2026-04-01T09:00:00Z win-back: email sent to back-after-one-bob',
    '2026-05-01T08:59:59Z exited win-back: subscription.started',
  ]);
});

test('whoever leaves again is counted from then', () => {
  expect(played.mailsTo('back-and-gone-ada')).toEqual([
    '2026-05-10T09:00:00Z win-back to back-and-gone-ada@customer.example',
    '2026-06-09T09:00:00Z win-back-2 to back-and-gone-ada@customer.example',
  ]);
});

test('accounts with a CSM of their own get no mail about it', () => {
  expect(of('gone-high')).toEqual([]);
});

test('a scheduled cancellation is answered by one mail, and above $15,000 by one call as well', () => {
  expect(of('leaving-15k')).toEqual([
    '2026-03-02T10:00:00Z enrolled in save-offer by subscription.cancel_scheduled',
    '2026-03-02T10:00:00Z save-offer: email sent to leaving-15k-ada',
    '2026-03-02T10:00:00Z save-offer: email sent to leaving-15k-bob',
    '2026-08-29T10:00:00Z completed save-offer',
  ]);
  expect(of('leaving-15k1', 'save-offer').slice(3)).toEqual([
    '2026-03-02T10:00:00Z save-offer-call: task opened, severity 2, maya',
    '2026-04-02T10:00:00Z exited save-offer: subscription.canceled',
    '2026-04-02T10:00:00Z save-offer-call: task auto-resolved, severity 2, ruth',
  ]);
});

test('it tells what was used, where something was', () => {
  const textTo = (contact: string) => played.mails.find(({ to }) => to.startsWith(contact))?.text ?? '';
  expect(textTo('leaving-15k-ada')).toMatch(/1 task completed[\s\S]*1 of 8 key features used/);
  expect(textTo('leaving-15k1-ada')).toContain('everything works as before.');
  expect(textTo('leaving-15k1-ada')).not.toContain('completed');
});

test('when the customer stays, the call is off, and what the CSM said of it remains', () => {
  expect(of('stays').slice(-2)).toEqual([
    '2026-03-02T19:00:00Z exited save-offer: subscription.cancel_unscheduled',
    '2026-03-02T19:00:00Z save-offer-call: task auto-resolved, severity 2, maya',
  ]);
  expect(of('talked-round').slice(-2)).toEqual([
    '2026-03-02T19:00:00Z save-offer-call: task resolved, severity 2, maya, plan_agreed',
    '2026-03-04T15:00:00Z exited save-offer: subscription.cancel_unscheduled',
  ]);
});

test('an account with a CSM of its own gets the call, whatever it pays, and no mail', () => {
  expect(of('leaving-high').slice(1, 4)).toEqual([
    '2026-03-02T10:00:00Z save-offer: email skipped to leaving-high-ada, condition',
    '2026-03-02T10:00:00Z save-offer: email skipped to leaving-high-bob, condition',
    '2026-03-02T10:00:00Z save-offer-call: task opened, severity 2, maya',
  ]);
});
