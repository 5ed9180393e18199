import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, seconds } from '../support/recorded-events.ts';

const known = '2026-02-20T10:00:00Z';
const failedAt = '2026-03-02T10:30:00Z';
const paidAt = '2026-03-04T12:00:00Z';

const payer = (id: string, traits: Record<string, unknown>) =>
  account(id, known, { arr: 9000, stripeCustomerId: undefined, ...traits }, { bob: 'billing' });

const paddle = (id: string, type: string, at: string, data: object, more: object = {}) => ({
  event_id: `evt_${id}_${type}`,
  event_type: type,
  occurred_at: at,
  notification_id: `ntf_${id}`,
  data: { customer_id: `ctm_${id}`, custom_data: null, ...data },
  ...more,
});

const transaction = (id: string, error_code?: string) => ({
  id: `txn_${id}`,
  status: error_code ? 'past_due' : 'paid',
  currency_code: 'USD',
  details: { totals: { grand_total: '4900' } },
  checkout: { url: 'https://pay.example/?_ptxn=1' },
  payments: [error_code ? { status: 'error', error_code } : { status: 'captured' }],
});

const chargebee = (id: string, event_type: string, at: string, content: object, more: object = {}) => ({
  id: `ev_${id}_${event_type}`,
  object: 'event',
  api_version: 'v2',
  event_type,
  occurred_at: seconds(at),
  content: { customer: { id: `cb-${id}` }, ...content },
  ...more,
});

const invoice = (id: string, at: string, more: object) => ({
  id: `${id}-42`,
  currency_code: 'USD',
  total: 4900,
  resource_version: Date.parse(at),
  ...more,
});

const failing = {
  status: 'payment_due',
  amount_due: 4900,
  dunning_status: 'in_progress',
  next_retry_at: seconds(paidAt),
};
const paid = { status: 'paid', amount_due: 0, dunning_status: 'success' };

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase([
    ...payer('paddle', { paddleCustomerId: 'ctm_paddle' }),
    paddle('paddle', 'transaction.payment_failed', failedAt, transaction('paddle', 'not_enough_balance')),
    paddle('paddle', 'transaction.paid', paidAt, transaction('paddle')),
    ...payer('paddle-late', { paddleCustomerId: 'ctm_paddle-late' }),
    paddle('paddle-late', 'transaction.paid', paidAt, transaction('paddle-late')),
    paddle('paddle-late', 'transaction.payment_failed', failedAt, transaction('paddle-late', 'declined'), {
      receivedAt: '2026-03-05T00:00:00Z',
    }),
    ...payer('paddle-fraud', { paddleCustomerId: 'ctm_paddle-fraud' }),
    paddle('paddle-fraud', 'transaction.payment_failed', failedAt, transaction('paddle-fraud', 'fraud')),
    ...payer('chargebee', { chargebeeCustomerId: 'cb-chargebee' }),
    chargebee('chargebee', 'payment_failed', failedAt, {
      invoice: invoice('chargebee', failedAt, failing),
      transaction: { id: 't1', error_code: 'expired_card' },
    }),
    chargebee('chargebee', 'payment_succeeded', paidAt, { invoice: invoice('chargebee', paidAt, paid) }),
    ...payer('chargebee-exhausted', { chargebeeCustomerId: 'cb-chargebee-exhausted' }),
    chargebee('chargebee-exhausted', 'payment_failed', failedAt, {
      invoice: invoice('chargebee-exhausted', failedAt, { ...failing, dunning_status: 'exhausted' }),
    }),
    // By their seconds the two are one; by their versions the cancellation was taken back.
    ...payer('chargebee-stays', { chargebeeCustomerId: 'cb-chargebee-stays', renewalAt: '2026-05-10' }),
    chargebee('chargebee-stays', 'subscription_scheduled_cancellation_removed', failedAt, {
      subscription: { id: 's', status: 'active', resource_version: Date.parse(failedAt) + 900 },
    }),
    chargebee('chargebee-stays', 'subscription_cancellation_scheduled', failedAt, {
      subscription: { id: 's', status: 'non_renewing', resource_version: Date.parse(failedAt) + 100 },
    }),
    ...payer('by-custom-data', {}),
    paddle('x', 'transaction.payment_failed', failedAt, {
      ...transaction('x', 'declined'),
      custom_data: { account_id: 'by-custom-data' },
    }),
    paddle('nobody', 'transaction.payment_failed', failedAt, {
      ...transaction('nobody', 'declined'),
      customer_id: null,
    }),
  ]);
}, 60_000);

const recovery = (id: string) => played.of(id, 'payment-recovery');

test('a payment that fails at Paddle is followed until it is paid', () => {
  const story = recovery('paddle');
  expect(story[0]).toContain('by payment.failed');
  expect(story.at(-1)).toMatch(/exited payment-recovery.*payment\.recovered/);
  expect(played.mailsTo('paddle-bob')).toEqual(['2026-03-02T10:30:00Z payment-failed to paddle-bob@customer.example']);
});

test('a failure that Paddle tells after the payment starts nothing', () => {
  expect(recovery('paddle-late')).toEqual([]);
});

test('fraud gets a task and no mail, whoever collects', () => {
  expect(recovery('paddle-fraud').join('\n')).toContain('payment-review: task opened, severity 1');
  expect(played.mailsTo('paddle-fraud-bob')).toEqual([]);
});

test('a payment that fails at Chargebee is followed until it is paid, or until nobody tries again', () => {
  expect(recovery('chargebee').at(-1)).toMatch(/exited payment-recovery.*payment\.recovered/);
  const exhausted = recovery('chargebee-exhausted');
  expect(exhausted.find(line => line.includes('payment-escalation: task opened'))).toContain('2026-03-02');
});

test('of two states of a subscription at Chargebee the newer version counts, whichever comes last', () => {
  const outreach = played.of('chargebee-stays', 'renewal').join('\n');
  expect(outreach).not.toContain('renewal-outreach: task opened');
});

test('an account may be named in custom data; an event that names nobody is kept', () => {
  expect(recovery('by-custom-data')[0]).toContain('by payment.failed');
  expect(played.waiting).toEqual([{ of: 'unmatched', events: 1 }]);
  expect(played.rejected).toEqual([]);
  expect(played.faults).toEqual([]);
});
