import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  account,
  billed,
  group,
  invoicePaid,
  stripe,
  subscriptionCanceled,
  taskAction,
  track,
} from '../support/recorded-events.ts';

const york = 'America/New_York';
const known = '2026-01-05T10:00:00Z';
const customer = (id: string, traits: Record<string, unknown>) =>
  account(
    id,
    known,
    { renewalAt: '2026-09-01', timezone: york, arr: 9000, ...traits },
    { bob: 'billing', cyd: 'member' },
  );
/** The same with a renewal in UTC, about which things happen in February and March. */
const spring = (id: string, traits: Record<string, unknown> = {}) =>
  account(id, known, { renewalAt: '2026-04-15', ...traits });

let played: PlayedCase;

beforeAll(async () => {
  played = await playCase(
    [
      ...customer('small', { arr: 15_000 }),
      ...customer('large', { arr: 15_001 }),
      ...customer('high', { touchModel: 'high', arr: 40_000 }),
      ...customer('digital', { touchModel: 'digital' }),
      ...customer('instant', { renewalAt: '2026-09-01T02:00:00Z' }),
      ...account('undated', known),

      ...spring('later'),
      group('later', '2026-02-20T15:00:00Z', { renewalAt: '2026-05-05' }),
      ...spring('later-at-once'),
      group('later-at-once', '2026-01-14T08:30:00Z', { renewalAt: '2026-05-05' }),
      ...spring('earlier'),
      group('earlier', '2026-02-01T15:00:00Z', { renewalAt: '2026-04-08' }),
      ...spring('much-earlier'),
      group('much-earlier', '2026-02-01T15:00:00Z', { renewalAt: '2026-03-01' }),
      ...spring('almost-a-term'),
      group('almost-a-term', '2026-02-20T15:00:00Z', { renewalAt: '2026-10-11' }),
      ...spring('new-term'),
      group('new-term', '2026-02-20T15:00:00Z', { renewalAt: '2027-04-15' }),
      ...spring('half-year'),
      group('half-year', '2026-02-20T15:00:00Z', { renewalAt: '2026-10-12' }),

      ...account('late', '2026-03-01T10:00:00Z', { renewalAt: '2026-04-15', arr: 20_000 }),
      ...account('too-late', '2026-04-16T10:00:00Z', { renewalAt: '2026-04-15' }),

      ...spring('paid'),
      invoicePaid('paid', '2026-02-25T16:17:18Z', 1, billed('2026-04-15', '2027-04-15')),
      ...spring('paid-after-call', { arr: 20_000 }),
      invoicePaid('paid-after-call', '2026-02-25T16:17:18Z'),
      ...spring('paid-by-month'),
      invoicePaid('paid-by-month', '2026-02-25T16:17:18Z', 1, billed('2026-02-25', '2026-03-25')),
      ...spring('paid-late'),
      invoicePaid('paid-late', '2026-02-25T16:17:18Z', 1, billed('2026-01-10', '2026-02-10')),
      ...spring('paid-for-something'),
      invoicePaid('paid-for-something', '2026-02-25T16:17:18Z', 1, { lines: undefined }),
      ...spring('paid-first', { stripeCustomerId: 'cus_paid-first' }),
      invoicePaid('paid-first', '2026-02-25T16:17:18Z', 1, { billing_reason: 'manual' }),
      ...spring('canceled'),
      subscriptionCanceled('canceled', '2026-03-16T08:59:59Z'),
      ...spring('replaced'),
      stripe('replaced', 'customer.subscription.created', '2026-02-01T12:00:00Z', {
        object: 'subscription',
        id: 'sub_new',
        status: 'active',
      }),
      subscriptionCanceled('replaced', '2026-02-01T12:00:20Z'),
      ...spring('abandoned'),
      stripe(
        'abandoned',
        'customer.subscription.updated',
        '2026-02-01T12:00:00Z',
        { object: 'subscription', id: 'sub_abandoned', status: 'incomplete_expired' },
        { previous: { status: 'incomplete' } },
      ),
      ...spring('at-risk'),
      track('at-risk', 'Champion Left', '2026-02-10T12:00:00Z'),
      ...spring('no-longer-at-risk'),
      track('no-longer-at-risk', 'Champion Left', '2026-02-10T12:00:00Z'),
      taskAction('no-longer-at-risk', 'champion-left', 'resolve', '2026-02-13T12:00:00Z', { outcome: 'plan_agreed' }),
      ...spring('leaving', { arr: 5000 }),
      stripe(
        'leaving',
        'customer.subscription.updated',
        '2026-02-01T12:00:00Z',
        {
          object: 'subscription',
          id: 'sub_leaving',
          status: 'active',
          cancel_at_period_end: true,
          cancel_at: 1776211200,
        },
        { previous: { cancel_at_period_end: false, cancel_at: null } },
      ),
    ],
    { journeys: ['renewal', 'champion-left'] },
  );
});

const stages = (id: string) => played.of(id, 'renewal');

test("90, 60 and 30 days before the date, in the account's time zone; only much revenue is called", () => {
  expect(stages('small')).toEqual([
    '2026-06-02T04:00:00Z enrolled in renewal by renewalAt',
    '2026-06-03T13:00:00Z roi-summary: email sent to small-ada',
    '2026-06-03T13:00:00Z roi-summary: email sent to small-bob',
    '2026-08-02T13:00:00Z renewal-invitation: email sent to small-ada',
    '2026-08-02T13:00:00Z renewal-invitation: email sent to small-bob',
    '2026-08-02T13:00:00Z completed renewal',
  ]);
  expect(stages('large')).toEqual([
    '2026-06-02T04:00:00Z enrolled in renewal by renewalAt',
    '2026-06-03T13:00:00Z roi-summary: email sent to large-ada',
    '2026-06-03T13:00:00Z roi-summary: email sent to large-bob',
    '2026-07-03T13:00:00Z renewal-outreach: task opened, severity 2, maya',
    '2026-07-07T13:00:00Z renewal-outreach: task breached, severity 2, ruth',
    '2026-08-02T13:00:00Z renewal-invitation: email sent to large-ada',
    '2026-08-02T13:00:00Z renewal-invitation: email sent to large-bob',
    '2026-08-02T13:00:00Z completed renewal',
  ]);
  expect(stages('digital')).toHaveLength(6);
});

test('for high touch the CSM prepares the renewal instead', () => {
  expect(stages('high')).toEqual([
    '2026-06-02T04:00:00Z enrolled in renewal by renewalAt',
    '2026-06-03T13:00:00Z roi-summary: email skipped to high-ada, condition',
    '2026-06-03T13:00:00Z roi-summary: email skipped to high-bob, condition',
    '2026-06-03T13:00:00Z prepare-renewal: task opened, severity 3, maya',
    '2026-06-09T13:00:00Z prepare-renewal: task breached, severity 3, ruth',
    '2026-07-03T13:00:00Z renewal-outreach: task opened, severity 2, maya',
    '2026-07-07T13:00:00Z renewal-outreach: task breached, severity 2, ruth',
    '2026-08-02T13:00:00Z renewal-invitation: email skipped to high-ada, condition',
    '2026-08-02T13:00:00Z renewal-invitation: email skipped to high-bob, condition',
    '2026-08-02T13:00:00Z completed renewal',
  ]);
});

test('an instant counts by its calendar date at the account; without a date nobody is enrolled', () => {
  expect(stages('instant')[1]).toBe('2026-06-02T13:00:00Z roi-summary: email sent to instant-ada');
  expect(stages('undated')).toEqual([]);
});

test('a date moved later by 20 days moves what is left, and repeats nothing', () => {
  expect(stages('later')).toEqual([
    '2026-01-14T00:00:00Z enrolled in renewal by renewalAt',
    '2026-01-15T09:00:00Z roi-summary: email sent to later-ada',
    '2026-02-20T15:00:00Z renewal-invitation: rescheduled from 2026-03-16T09:00:00Z to 2026-04-05T09:00:00Z',
    '2026-04-05T09:00:00Z renewal-invitation: email sent to later-ada',
    '2026-04-05T09:00:00Z completed renewal',
  ]);
  expect(stages('later-at-once')).toEqual([
    '2026-01-14T00:00:00Z enrolled in renewal by renewalAt',
    '2026-01-14T08:30:00Z roi-summary: rescheduled from 2026-01-15T09:00:00Z to 2026-02-04T09:00:00Z',
    '2026-02-04T09:00:00Z roi-summary: email sent to later-at-once-ada',
    '2026-04-05T09:00:00Z renewal-invitation: email sent to later-at-once-ada',
    '2026-04-05T09:00:00Z completed renewal',
  ]);
  expect(stages('almost-a-term').slice(1)).toEqual([
    '2026-01-15T09:00:00Z roi-summary: email sent to almost-a-term-ada',
    '2026-02-20T15:00:00Z renewal-invitation: rescheduled from 2026-03-16T09:00:00Z to 2026-09-11T09:00:00Z',
    '2026-09-11T09:00:00Z renewal-invitation: email sent to almost-a-term-ada',
    '2026-09-11T09:00:00Z completed renewal',
  ]);
});

test('a date moved earlier moves what is left; stages that have passed by then are skipped', () => {
  expect(stages('earlier').slice(1)).toEqual([
    '2026-01-15T09:00:00Z roi-summary: email sent to earlier-ada',
    '2026-02-01T15:00:00Z renewal-outreach: rescheduled from 2026-02-14T09:00:00Z to 2026-02-07T09:00:00Z',
    '2026-03-09T09:00:00Z renewal-invitation: email sent to earlier-ada',
    '2026-03-09T09:00:00Z completed renewal',
  ]);
  expect(stages('much-earlier').slice(1, 3)).toEqual([
    '2026-01-15T09:00:00Z roi-summary: email sent to much-earlier-ada',
    '2026-02-01T15:00:00Z renewal-outreach: rescheduled from 2026-02-14T09:00:00Z to 2026-02-01T15:00:00Z',
  ]);
  expect(
    stages('much-earlier')
      .slice(3)
      .map(line => line.slice(21)),
  ).toEqual(['renewal-invitation: email skipped to much-earlier-ada, past-date', 'completed renewal']);
});

test('a date moved later by half a year is a new term: this one is completed, the next one begins in its time', () => {
  expect(stages('new-term')).toEqual([
    '2026-01-14T00:00:00Z enrolled in renewal by renewalAt',
    '2026-01-15T09:00:00Z roi-summary: email sent to new-term-ada',
    '2026-02-20T15:00:00Z exited renewal: renewal.completed',
    '2027-01-14T00:00:00Z enrolled in renewal by renewalAt',
    '2027-01-15T09:00:00Z roi-summary: email sent to new-term-ada',
    '2027-03-16T09:00:00Z renewal-invitation: email sent to new-term-ada',
    '2027-03-16T09:00:00Z completed renewal',
  ]);
  expect(stages('half-year').slice(2, 4)).toEqual([
    '2026-02-20T15:00:00Z exited renewal: renewal.completed',
    '2026-07-13T00:00:00Z enrolled in renewal by renewalAt',
  ]);
});

test('a date that becomes known 45 days before enrolls at once, and skips what has passed', () => {
  expect(stages('late')).toEqual([
    '2026-03-01T10:00:00Z enrolled in renewal by renewalAt',
    '2026-03-01T10:00:01Z roi-summary: email skipped to late-ada, past-date',
    '2026-03-16T09:00:00Z renewal-invitation: email sent to late-ada',
    '2026-03-16T09:00:00Z completed renewal',
  ]);
  expect(stages('too-late')).toEqual([]);
});

test('a paid renewal invoice completes the term at that second; a monthly or other invoice does not', () => {
  expect(stages('paid')).toEqual([
    '2026-01-14T00:00:00Z enrolled in renewal by renewalAt',
    '2026-01-15T09:00:00Z roi-summary: email sent to paid-ada',
    '2026-02-25T16:17:18Z exited renewal: renewal.completed',
  ]);
  for (const id of ['paid-by-month', 'paid-late', 'paid-for-something', 'paid-first'])
    expect(stages(id).at(-1)).toBe('2026-03-16T09:00:00Z completed renewal');
});

test('a task of the renewal that nobody took up is closed with it', () => {
  expect(stages('paid-after-call').slice(2)).toEqual([
    '2026-02-14T09:00:00Z renewal-outreach: task opened, severity 2, maya',
    '2026-02-17T14:00:00Z renewal-outreach: task breached, severity 2, ruth',
    '2026-02-25T16:17:18Z exited renewal: renewal.completed',
    '2026-02-25T16:17:18Z renewal-outreach: task auto-resolved, severity 2, ruth',
  ]);
});

test('who cancels is not invited to renew; who is about to leave is called', () => {
  expect(stages('canceled').slice(2)).toEqual(['2026-03-16T08:59:59Z exited renewal: subscription.canceled']);
  // Another subscription runs, or none of them ever did.
  for (const id of ['replaced', 'abandoned']) {
    expect(stages(id).at(-1)).toBe('2026-03-16T09:00:00Z completed renewal');
  }
  expect(stages('leaving')).toContain('2026-02-14T09:00:00Z renewal-outreach: task opened, severity 2, maya');
});

test('who is at risk is called, whatever the revenue; who no longer is is not', () => {
  expect(stages('at-risk')).toContain('2026-02-14T09:00:00Z renewal-outreach: task opened, severity 2, maya');
  expect(stages('no-longer-at-risk').join()).not.toContain('renewal-outreach: task opened');
});

test('nothing is rejected, and no handler fails', () => {
  expect(played.rejected).toEqual([]);
  expect(played.faults).toEqual([]);
});
