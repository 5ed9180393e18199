import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  account,
  chargeFailed,
  invoice,
  invoicePaid,
  paymentFailed,
  seconds,
  stripe,
  subscriptionCanceled,
} from '../support/recorded-events.ts';

const known = '2026-02-20T10:00:00Z';
/** Half past nine in the evening: quiet hours, which a failed payment does not wait for. */
const failedAt = '2026-03-02T21:30:40Z';
const second = '2026-03-05T21:30:40Z';
const third = '2026-03-07T21:30:40Z';

const payer = (id: string, traits: Record<string, unknown> = {}, people: Record<string, string> = { bob: 'billing' }) =>
  account(id, known, { arr: 9000, ...traits }, people);
const invoiceEvent = (id: string, type: string, at: string) =>
  stripe(id, type, at, { ...invoice(id), next_payment_attempt: null });

/** Until 2025 an invoice named its subscription and payment itself. */
const shapeOf2020 = { parent: undefined, subscription: 'sub_1' };

let played: PlayedCase;

beforeAll(async () => {
  played = await playCase(
    [
      ...payer('recovered'),
      paymentFailed('recovered', failedAt, second),
      invoicePaid('recovered', '2026-03-04T12:13:14Z'),
      ...payer('never', { arr: 15_001 }),
      paymentFailed('never', failedAt, second),
      paymentFailed('never', second, third, { attempt_count: 2 }),
      paymentFailed('never', third, '2026-03-20T21:30:40Z', { attempt_count: 3 }),
      ...payer('never-small', { arr: 15_000 }),
      paymentFailed('never-small', failedAt, '2026-03-20T21:30:40Z'),
      ...payer('exhausted'),
      paymentFailed('exhausted', failedAt, third),
      paymentFailed('exhausted', third, null, { attempt_count: 2 }),
      ...payer('no-retry'),
      paymentFailed('no-retry', failedAt, null),

      ...payer('stolen'),
      chargeFailed('stolen', '2026-03-02T21:30:37Z', 'stolen_card', { invoice: 'in_stolen_1' }),
      paymentFailed('stolen', failedAt, second, { ...shapeOf2020, charge: 'ch_1', payment_intent: 'pi_1' }),
      ...payer('fraud-told-later'),
      paymentFailed('fraud-told-later', failedAt, second),
      chargeFailed('fraud-told-later', '2026-03-02T21:30:43Z', 'fraudulent', { payment_intent: 'pi_2' }),
      ...payer('soft'),
      chargeFailed('soft', '2026-03-02T21:30:37Z', 'insufficient_funds'),
      paymentFailed('soft', failedAt, second),
      ...payer('intent'),
      stripe('intent', 'payment_intent.payment_failed', '2026-03-02T21:30:37Z', {
        object: 'payment_intent',
        id: 'pi_3',
        amount: 4900,
        last_payment_error: { code: 'card_declined', decline_code: 'expired_card' },
      }),
      paymentFailed('intent', failedAt, second, { ...shapeOf2020, payment_intent: 'pi_3' }),
      ...payer('confirm'),
      stripe('confirm', 'invoice.payment_action_required', failedAt, {
        ...invoice('confirm'),
        next_payment_attempt: null,
      }),

      ...payer('two'),
      paymentFailed('two', failedAt, second),
      paymentFailed('two', '2026-03-03T08:00:00Z', second, { amount_due: 1200 }, 2),
      invoicePaid('two', '2026-03-06T08:00:00Z', 1),
      ...payer('admins', {}, {}),
      paymentFailed('admins', failedAt, second),
      ...payer('by-metadata', { stripeCustomerId: undefined }),
      stripe('elsewhere', 'invoice.payment_failed', failedAt, {
        ...invoice('by-metadata'),
        metadata: { account_id: 'by-metadata' },
      }),

      ...payer('voided'),
      paymentFailed('voided', failedAt, second),
      invoiceEvent('voided', 'invoice.voided', '2026-03-05T08:59:59Z'),
      ...payer('written-off'),
      paymentFailed('written-off', failedAt, second),
      invoiceEvent('written-off', 'invoice.marked_uncollectible', '2026-03-05T10:00:00Z'),
      ...payer('canceled'),
      paymentFailed('canceled', failedAt, null),
      subscriptionCanceled('canceled', '2026-03-08T01:02:03Z'),
      ...payer('checkout'),
      paymentFailed('checkout', failedAt, null, { billing_reason: 'subscription_create', attempt_count: 0 }),
      invoicePaid('checkout', '2026-03-02T21:31:20Z', 1, { billing_reason: 'subscription_create' }),
      ...payer('owed-after-all'),
      paymentFailed('owed-after-all', failedAt, second, { billing_reason: 'subscription_create' }),
      stripe('owed-after-all', 'customer.subscription.created', failedAt, {
        object: 'subscription',
        id: 'sub_owed-after-all',
        status: 'past_due',
      }),
      ...payer('left-before'),
      subscriptionCanceled('left-before', '2026-03-02T20:00:00Z'),
      paymentFailed('left-before', failedAt, second),
      ...payer('left-in-arrears'),
      subscriptionCanceled('left-in-arrears', '2026-03-02T20:00:00Z'),
      paymentFailed('left-in-arrears', failedAt, second, {
        lines: { data: [{ period: { start: seconds('2026-02-01T00:00:00Z'), end: seconds('2026-03-01T00:00:00Z') } }] },
      }),
      ...payer('paid-before-told'),
      invoicePaid('paid-before-told', '2026-03-02T21:35:00Z'),
      { ...paymentFailed('paid-before-told', failedAt, second), receivedAt: '2026-03-02T22:00:00Z' },
      ...payer('never-failed'),
      invoicePaid('never-failed', failedAt),
    ],
    { journeys: ['payment-recovery'] },
  );
});

const recovery = (id: string) => played.of(id, 'payment-recovery');
const withoutFirst = (lines: readonly string[]) => lines.slice(3);
const begun = (id: string, to = `${id}-bob`) => [
  '2026-03-02T21:30:40Z enrolled in payment-recovery by payment.failed',
  `2026-03-02T21:30:40Z payment-failed: email sent to ${to}`,
  '2026-03-02T21:30:40Z payment-banner: inApp sent to billing,admin',
];

test('a payment that recovers on day 2 ends it at that second: no reminder, no task', () => {
  expect(recovery('recovered')).toEqual([
    ...begun('recovered'),
    '2026-03-04T12:13:14Z exited payment-recovery: payment.recovered',
  ]);
});

test('one that never recovers gets every reminder, and on day 14 a task as severe as the revenue', () => {
  expect(recovery('never')).toEqual([
    ...begun('never'),
    '2026-03-05T09:00:00Z payment-reminder-1: email sent to never-bob',
    '2026-03-09T09:00:00Z payment-reminder-2: email sent to never-bob',
    '2026-03-14T09:00:00Z payment-final: email sent to never-bob',
    '2026-03-16T09:00:00Z payment-escalation: task opened, severity 1, maya',
    '2026-03-16T09:00:00Z completed payment-recovery',
    '2026-03-16T17:00:00Z payment-escalation: task breached, severity 1, ruth',
  ]);
  expect(recovery('never-small')).toContain('2026-03-16T09:00:00Z payment-escalation: task opened, severity 2, maya');
});

test('when no retry is left the task opens at once, and not again on day 14', () => {
  expect(recovery('exhausted')).toEqual([
    ...begun('exhausted'),
    '2026-03-05T09:00:00Z payment-reminder-1: email sent to exhausted-bob',
    '2026-03-07T21:30:40Z payment-escalation: task opened, severity 2, maya',
    '2026-03-09T09:00:00Z payment-reminder-2: email sent to exhausted-bob',
    '2026-03-10T13:00:00Z payment-escalation: task breached, severity 2, ruth',
    '2026-03-14T09:00:00Z payment-final: email sent to exhausted-bob',
    '2026-03-16T09:00:00Z completed payment-recovery',
  ]);
  expect(recovery('no-retry').filter(line => line.includes('task'))).toEqual([
    // No attempt is named with the first failure, nor in the day after it: the first sweep after that finds none.
    '2026-03-03T22:00:00Z payment-escalation: task opened, severity 2, maya',
    '2026-03-05T14:00:00Z payment-escalation: task breached, severity 2, ruth',
  ]);
});

test('a stolen card is for a human: no mail, a task of severity 1 at once', () => {
  expect(recovery('stolen')).toEqual([
    '2026-03-02T21:30:40Z enrolled in payment-recovery by payment.failed',
    '2026-03-02T21:30:40Z payment-review: task opened, severity 1, maya',
    '2026-03-02T21:30:40Z payment-failed: email skipped to stolen-bob, condition',
    '2026-03-02T21:30:40Z payment-banner: inApp sent to billing,admin',
    '2026-03-03T18:00:00Z payment-review: task breached, severity 1, ruth',
    '2026-03-05T09:00:00Z payment-reminder-1: email skipped to stolen-bob, condition',
    '2026-03-09T09:00:00Z payment-reminder-2: email skipped to stolen-bob, condition',
    '2026-03-14T09:00:00Z payment-final: email skipped to stolen-bob, condition',
    '2026-03-16T09:00:00Z payment-escalation: task opened, severity 2, maya',
    '2026-03-16T09:00:00Z completed payment-recovery',
    '2026-03-17T13:00:00Z payment-escalation: task breached, severity 2, ruth',
  ]);
  expect(played.mailsTo('stolen-bob', 'stolen-ada')).toEqual([]);
});

test('fraud that is told after the failure opens the task then, and stops the mails', () => {
  expect(recovery('fraud-told-later').slice(0, 6)).toEqual([
    ...begun('fraud-told-later'),
    '2026-03-02T21:30:43Z payment-review: task opened, severity 1, maya',
    '2026-03-03T18:00:00Z payment-review: task breached, severity 1, ruth',
    '2026-03-05T09:00:00Z payment-reminder-1: email skipped to fraud-told-later-bob, condition',
  ]);
  expect(played.mailsTo('fraud-told-later-bob')).toHaveLength(1);
});

test('the mail says what the reason of the decline asks for, wherever that was told', () => {
  const first = (id: string) =>
    played.mails.find(({ to, tags }) => to.startsWith(`${id}-bob`) && tags.step === 'payment-failed');
  expect(first('soft')?.text).toContain('the bank turned down our charge of $49.00');
  expect(first('intent')?.text).toMatch(/WE NEED ANOTHER CARD/i);
  expect(first('confirm')?.subject).toBe('Please confirm your Tidewater payment');
  expect(first('never')?.text).toContain('did not go through');
  expect(recovery('confirm')[0]).toBe('2026-03-02T21:30:40Z enrolled in payment-recovery by payment.action_required');
});

test('two failing invoices are two enrollments in one thread of mails; each ends with its own', () => {
  const lines = recovery('two');
  expect(lines.filter(line => line.includes('enrolled'))).toEqual([
    '2026-03-02T21:30:40Z enrolled in payment-recovery by payment.failed',
    '2026-03-03T08:00:00Z enrolled in payment-recovery by payment.failed',
  ]);
  expect(played.mailsTo('two-bob')).toEqual([
    '2026-03-02T21:30:40Z payment-failed to two-bob@customer.example',
    '2026-03-03T08:00:00Z payment-failed to two-bob@customer.example',
    '2026-03-05T09:00:00Z payment-reminder-1 to two-bob@customer.example',
    '2026-03-06T09:00:00Z payment-reminder-1 to two-bob@customer.example',
    '2026-03-10T09:00:00Z payment-reminder-2 to two-bob@customer.example',
    '2026-03-15T09:00:00Z payment-final to two-bob@customer.example',
  ]);
  expect(lines).toContain('2026-03-06T08:00:00Z exited payment-recovery: payment.recovered');
  const threads = played.mails
    .filter(({ to }) => to.startsWith('two-bob'))
    .map(({ headers }) => headers['In-Reply-To']);
  expect(new Set(threads).size).toBe(1);
  expect(threads[0]).toMatch(/^<.+@.+>$/);
});

test('without a billing contact the admins are told; the account is found by customer or by metadata', () => {
  expect(recovery('admins').slice(0, 3)).toEqual(begun('admins', 'admins-ada'));
  expect(recovery('by-metadata').slice(0, 2)).toEqual(begun('by-metadata').slice(0, 2));
});

test('an invoice that is voided or written off, and a subscription that ends, end it at that second', () => {
  expect(withoutFirst(recovery('voided'))).toEqual(['2026-03-05T08:59:59Z exited payment-recovery: invoice.voided']);
  expect(withoutFirst(recovery('written-off'))).toEqual([
    '2026-03-05T09:00:00Z payment-reminder-1: email sent to written-off-bob',
    '2026-03-05T10:00:00Z exited payment-recovery: invoice.uncollectible',
  ]);
  expect(recovery('canceled').slice(-2)).toEqual([
    '2026-03-08T01:02:03Z exited payment-recovery: subscription.canceled',
    '2026-03-08T01:02:03Z payment-escalation: task auto-resolved, severity 2, ruth',
  ]);
});

test("a first payment is the checkout's business, unless the subscription runs an hour later", () => {
  expect(recovery('checkout')).toEqual([]);
  expect(recovery('owed-after-all')[0]).toBe('2026-03-02T23:00:00Z enrolled in payment-recovery by payment.failed');
});

test('who left is asked only for what was delivered before, and told of no access', () => {
  expect(recovery('left-before')).toEqual([]);
  const lines = recovery('left-in-arrears');
  expect(lines.slice(0, 3)).toEqual([
    ...begun('left-in-arrears').slice(0, 2),
    '2026-03-02T21:30:40Z payment-banner: inApp skipped to billing,admin, condition',
  ]);
  expect(lines).toContain('2026-03-14T09:00:00Z payment-final: email skipped to left-in-arrears-bob, condition');
  const mails = played.mails.filter(({ to }) => to.startsWith('left-in-arrears-bob'));
  expect(mails.map(({ text }) => text).filter(text => /access/i.test(text ?? ''))).toEqual([]);
  expect(mails).toHaveLength(3);
});

test('a failure that is told after the payment troubles nobody', () => {
  expect(recovery('paid-before-told')).toEqual([]);
  expect(recovery('never-failed')).toEqual([]);
});

test('mails of payments are not tracked and need no unsubscribing', () => {
  const mail = played.mails.find(({ tags }) => tags.step === 'payment-failed');
  expect(mail).toMatchObject({ tracking: false, configurationSet: 'daymark-transactional' });
  expect(mail?.headers).not.toHaveProperty('List-Unsubscribe');
});

test('nothing is rejected, and no handler fails', () => {
  expect(played.rejected).toEqual([]);
  expect(played.faults).toEqual([]);
});
