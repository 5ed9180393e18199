import { beforeAll, describe, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  account,
  chargeFailed,
  group,
  identify,
  invoicePaid,
  paymentFailed,
  signup,
  subscriptionCanceled,
  taskAction,
  track,
} from '../support/recorded-events.ts';

/** Some of everything, some of it in one second. */
const three = { journeys: ['onboarding', 'renewal', 'payment-recovery'] };
const lines = [
  ...signup('acme', '2026-03-02T10:00:00Z', { timezone: 'Europe/Berlin' }, { bob: 'billing' }),
  ...['2026-03-03T09:00:00Z', '2026-03-03T09:00:00Z', '2026-03-04T09:00:00Z'].map(at =>
    track('acme', 'Task Completed', at),
  ),
  track('acme', 'Project Created', '2026-03-09T08:00:00Z'),
  chargeFailed('acme', '2026-03-10T12:00:00Z', 'stolen_card', { invoice: 'in_acme_1' }),
  paymentFailed('acme', '2026-03-10T12:00:00Z', '2026-03-12T12:00:00Z'),
  taskAction('acme', 'payment-review', 'resolve', '2026-03-11T12:00:00Z', { outcome: 'plan_agreed' }),
  invoicePaid('acme', '2026-03-12T12:00:00Z'),
  ...account('beta', '2026-03-02T10:00:00Z', { renewalAt: '2026-05-15', arr: 30_000 }),
  group('beta', '2026-03-20T10:00:00Z', { renewalAt: '2026-05-25' }),
  group('beta', '2026-03-21T10:00:00Z', { arr: 10 }),
  ...signup('gamma', '2026-03-02T10:00:00Z'),
  subscriptionCanceled('gamma', '2026-03-05T09:00:00Z'),
  track('early', 'Account Created', '2026-03-02T10:00:00Z'),
  track('early', 'Task Completed', '2026-03-02T11:00:00Z'),
  paymentFailed('early', '2026-03-03T10:00:00Z', null),
  identify('early', 'early-ada', '2026-03-02T10:00:00Z'),
  group('early', '2026-03-04T12:34:56Z', { touchModel: 'digital', owner: 'tom', stripeCustomerId: 'cus_early' }),
];

/** The same event, delivered again some time later. */
const again = (line: (typeof lines)[number]) => ({
  ...line,
  receivedAt: new Date(
    ('created' in line ? Number(line.created) * 1000 : Date.parse(String(line.timestamp))) + 3 * 86_400_000,
  ).toISOString(),
});

describe('the timeline', () => {
  let played: PlayedCase;
  beforeAll(async () => {
    played = await playCase(lines, three);
  });

  test('tells what happens to events of an account that is unknown yet, once it appears', () => {
    expect(played.of('early').slice(0, 8)).toEqual([
      '2026-03-04T12:34:56Z enrolled in onboarding by Account Created',
      '2026-03-04T12:34:56Z welcome: email sent to early-ada',
      '2026-03-04T12:34:56Z enrolled in payment-recovery by payment.failed',
      '2026-03-04T12:34:56Z payment-failed: email sent to early-ada',
      '2026-03-04T12:34:56Z payment-banner: inApp sent to billing,admin',
      '2026-03-04T12:34:56Z payment-escalation: task opened, severity 2, tom',
      '2026-03-05T09:00:00Z core-workflow-tour: inApp sent to everyone',
      '2026-03-05T13:00:00Z payment-escalation: task breached, severity 2, ruth',
    ]);
  });

  test('is the same whichever way round the file is', async () => {
    expect((await playCase(lines.toReversed(), three)).timeline).toBe(played.timeline);
  });

  test('is the same when the file is given twice', async () => {
    const twice = await playCase(lines, { ...three, times: 2 });
    expect(twice.timeline).toBe(played.timeline);
    expect(twice.mails).toEqual(played.mails);
  });

  test('is the same when every event is delivered again days later', async () => {
    expect((await playCase([...lines.map(again), ...lines], three)).timeline).toBe(played.timeline);
  });

  test('is the same with another seed', async () => {
    expect((await playCase(lines, { ...three, seed: 42 })).timeline).toBe(played.timeline);
  });
});
