import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, seconds, stripe, track } from '../support/recorded-events.ts';

const begun = '2026-03-02T10:00:00Z';
const canceledAt = '2026-03-04T09:00:00Z';
const trialEnd = '2026-03-16T10:00:00Z';
/** Days of March that end a trial of 14 days earlier or later than it was to, which is on the 16th. */
const endDays = ['08', '11', '12', '13', '14', '15', '20', '30'];
const used = ['Project Created', 'Task Completed', 'Comment Added'];

const trial = (id: string, days: number | undefined, features: number, traits: Record<string, unknown> = {}) => [
  ...account(id, begun, traits),
  track(id, 'Trial Started', begun, { properties: days === undefined ? {} : { days } }),
  ...used.slice(0, features).map(event => track(id, event, '2026-03-05T10:00:00Z')),
];

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...trial('fortnight', 14, 2),
      ...trial('month', 30, 2),
      ...[1, 2, 3, 4, 5, 6, 7, 8, 9, 10].flatMap(days => trial(`short-${days}`, days, 0)),
      ...trial('short-convert', 1, 3),
      ...trial('quarter', 60, 3),
      stripe('quarter', 'customer.subscription.created', begun, {
        object: 'subscription',
        id: 'sub_quarter',
        status: 'trialing',
        trial_end: seconds('2026-05-01T10:00:00Z'),
      }),
      ...trial('unsaid', undefined, 3),
      // Two of eight are 25 %, three are 37.5 %.
      ...trial('two-of-eight', 14, 2),
      ...trial('three-of-eight', 14, 3),
      // Used only after the check.
      ...trial('too-late', 14, 2),
      track('too-late', 'Report Shared', '2026-03-12T09:00:01Z'),
      ...trial('subscribed', 14, 0),
      stripe('subscribed', 'customer.subscription.created', '2026-03-13T12:13:14Z', {
        object: 'subscription',
        id: 'sub_subscribed',
        status: 'active',
      }),
      ...trial('ended', 14, 0),
      track('ended', 'Trial Ended', '2026-03-11T08:00:00Z'),
      ...trial('ended-before-rescue-2', 14, 0),
      track('ended-before-rescue-2', 'Trial Ended', '2026-03-14T08:59:59Z'),
      ...trial('to-the-end', 14, 0),
      track('to-the-end', 'Trial Ended', '2026-03-16T10:00:00Z'),
      ...trial('paid-month', 30, 0),
      stripe(
        'paid-month',
        'customer.subscription.updated',
        '2026-03-15T12:00:00Z',
        { object: 'subscription', id: 'sub_paid-month', status: 'active' },
        { previous: { status: 'trialing' } },
      ),
      ...trial('canceled', 14, 0),
      stripe('canceled', 'customer.subscription.deleted', canceledAt, {
        object: 'subscription',
        id: 'sub_canceled',
        status: 'canceled',
        trial_end: seconds(trialEnd),
      }),
      ...trial('canceled-paddle', 14, 0, { paddleCustomerId: 'ctm_1' }),
      {
        event_id: 'evt_1',
        event_type: 'subscription.canceled',
        occurred_at: canceledAt,
        data: {
          id: 'sub_1',
          customer_id: 'ctm_1',
          status: 'canceled',
          items: [{ quantity: 1, trial_dates: { ends_at: trialEnd } }],
        },
      },
      ...trial('canceled-chargebee', 14, 0, { chargebeeCustomerId: 'cb_1' }),
      {
        id: 'ev_1',
        event_type: 'subscription_deleted',
        occurred_at: seconds(canceledAt),
        content: {
          subscription: { id: 'sub_2', customer_id: 'cb_1', status: 'cancelled', trial_end: seconds(trialEnd) },
        },
      },
      ...trial('kyoto', 14, 0, { timezone: 'Asia/Tokyo' }),
      ...endDays.flatMap(day => [
        ...trial(`cut-${day}`, 14, 0),
        group(`cut-${day}`, '2026-03-05T10:00:00Z', { trialEndsAt: `2026-03-${day}` }),
        ...trial(`cut-stripe-${day}`, 14, 0),
        ...['created', 'updated'].map((event, index) =>
          stripe(`cut-stripe-${day}`, `customer.subscription.${event}`, `2026-03-0${4 + index}T10:00:00Z`, {
            object: 'subscription',
            id: `sub_cut_${day}`,
            status: 'trialing',
            trial_end: seconds(index === 0 ? trialEnd : `2026-03-${day}T10:00:00Z`),
          }),
        ),
      ]),
    ],
    { until: '2026-05-10T00:00:00Z' },
  );
});

const steps = (id: string) => of(id, 'trial-rescue').slice(1);

/** Without what time alone makes of a task that is left alone. */
const of = (id: string, journey?: string): string[] =>
  played.of(id, journey).filter(line => !line.includes(': task breached'));

test('a trial of 14 days is looked at on day 10, one of 30 days on day 14', () => {
  expect(steps('fortnight')[0]).toBe('2026-03-12T09:00:00Z trial-check: took then');
  expect(steps('month')[0]).toBe('2026-03-16T09:00:00Z trial-check: took then');
});

test('the mail to who may stay says when the trial ends, as the processor told it', () => {
  const mail = played.mails.find(({ to }) => to.startsWith('quarter-ada'));
  expect(mail?.text).toContain('which ends on May 1, 2026');
});

test('one that is canceled or deleted before is not looked at, whoever collects', () => {
  for (const id of ['canceled', 'canceled-paddle', 'canceled-chargebee']) {
    expect(steps(id)).toEqual(['2026-03-04T09:00:00Z exited trial-rescue: trial.ended']);
  }
});

test('other lengths are looked at in proportion, and an unsaid one as if it were 14 days', () => {
  expect(steps('short-7')[0]).toBe('2026-03-07T09:00:00Z trial-check: took then');
  expect(steps('quarter')[0]).toBe('2026-03-30T09:00:00Z trial-check: took otherwise');
  expect(steps('unsaid')[0]).toBe('2026-03-12T09:00:00Z trial-check: took otherwise');
});

test('below 30 % a mail goes at once, another two days later, and somebody is asked to call', () => {
  expect(steps('two-of-eight')).toEqual([
    '2026-03-12T09:00:00Z trial-check: took then',
    '2026-03-12T09:00:00Z rescue-1: email sent to two-of-eight-ada',
    '2026-03-14T09:00:00Z rescue-2: email sent to two-of-eight-ada',
    '2026-03-14T09:00:00Z trial-outreach: task opened, severity 2, maya',
    '2026-03-14T09:00:00Z completed trial-rescue, goal missed',
  ]);
});

test('from 30 % on there is only how to subscribe; what is used a second later is too late', () => {
  expect(steps('three-of-eight')).toEqual([
    '2026-03-12T09:00:00Z trial-check: took otherwise',
    '2026-03-12T09:00:00Z trial-convert: email sent to three-of-eight-ada',
    '2026-03-12T09:00:00Z completed trial-rescue, goal reached',
  ]);
  expect(steps('too-late')[0]).toBe('2026-03-12T09:00:00Z trial-check: took then');
});

test('whoever subscribes, or lets the trial end, hears no more of it', () => {
  expect(steps('subscribed')).toEqual([
    '2026-03-12T09:00:00Z trial-check: took then',
    '2026-03-12T09:00:00Z rescue-1: email sent to subscribed-ada',
    '2026-03-13T12:13:14Z exited trial-rescue: subscription.started',
  ]);
  expect(steps('ended')).toEqual(['2026-03-11T08:00:00Z exited trial-rescue: Trial Ended']);
  expect(steps('ended-before-rescue-2')).toEqual([
    '2026-03-12T09:00:00Z trial-check: took then',
    '2026-03-12T09:00:00Z rescue-1: email sent to ended-before-rescue-2-ada',
    '2026-03-14T08:59:59Z exited trial-rescue: Trial Ended',
  ]);
  expect(steps('paid-month')[0]).toMatch(
    /^2026-03-15T12:00:00Z exited trial-rescue: (subscription.started|trial.ended)$/,
  );
});

test('all of it is said before day 14 of a trial of 14 days, when nobody can be rescued any more', () => {
  expect(steps('to-the-end').at(-1)).toBe('2026-03-14T09:00:00Z completed trial-rescue, goal missed');
});

test('nothing is said on the last day of a short trial or after it, and nothing twice on one day', () => {
  for (const days of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const end = Date.parse(begun) + (days - 1) * 86_400_000;
    const done = steps(`short-${days}`).filter(line => /email sent|task opened/.test(line));
    const mails = done.filter(line => line.includes('email')).map(line => line.slice(0, 10));
    expect(done.filter(line => Date.parse(line.slice(0, 20)) > end)).toEqual([]);
    expect(new Set(mails).size).toBe(mails.length);
    expect(done.length).toBe(days === 1 ? 0 : days <= 3 ? 2 : 3);
  }
  expect(steps('short-convert').filter(line => line.includes('sent'))).toEqual([]);
});

test('of a trial that was cut short nothing comes on its last day or later, and of a longer one all of it', () => {
  const rest = ['03-12 email', '03-14 email', '03-14 task'];
  for (const day of endDays)
    for (const id of [`cut-${day}`, `cut-stripe-${day}`]) {
      const done = steps(id).filter(line => /email sent|task opened/.test(line));
      const brief = done.map(line => line.replace(/^2026-(\S{5})\S+ .*?: (email|task).*/, '$1 $2'));
      expect(brief).toEqual(rest.filter(each => each.slice(3, 5) < day));
    }
});

test('days are days where the account is', () => {
  expect(steps('kyoto')[0]).toBe('2026-03-12T00:00:00Z trial-check: took then');
});
