import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, signup, stripe, subscriptionCanceled, track } from '../support/recorded-events.ts';

/** So many events of a kind by the account's admin, an hour apart from that day's noon on. */
const often = (id: string, event: string, day: string, times: number) =>
  Array.from({ length: times }, (_, index) =>
    track(id, event, new Date(Date.parse(`${day}T12:00:00Z`) + index * 3_600_000).toISOString()),
  );

const march = '2026-03-02T10:00:00Z';
let played: PlayedCase;

beforeAll(async () => {
  played = await playCase(
    [
      ...signup('berlin-spring', '2026-03-20T21:30:00Z', { timezone: 'Europe/Berlin' }),
      ...signup('berlin-autumn', '2025-10-20T10:00:00Z', { timezone: 'Europe/Berlin' }),
      ...signup('york-spring', '2026-02-27T04:30:00Z', { timezone: 'America/New_York' }),
      ...signup('york-autumn', '2025-10-28T15:00:00Z', { timezone: 'America/New_York' }),
      ...signup('auckland', '2026-04-01T04:30:00Z', { timezone: 'Pacific/Auckland' }),
      ...signup('night', '2026-03-02T02:17:43Z', { timezone: 'Europe/London' }),
      ...signup('canceled', march),
      subscriptionCanceled('canceled', '2026-03-06T13:14:15Z'),
      ...often('canceled', 'Task Completed', '2026-03-08', 12),
      ...signup('deleted', march),
      track('deleted', 'Account Deleted', '2026-03-09T08:59:59Z'),
      ...signup('just-mailed', march),
      track('just-mailed', 'Account Deleted', '2026-03-09T09:00:00Z'),
      ...signup('one-of-eight', march),
      ...often('one-of-eight', 'Project Created', '2026-03-03', 3),
      ...signup('two-of-eight', march),
      ...often('two-of-eight', 'Project Created', '2026-03-12', 1),
      ...often('two-of-eight', 'Report Shared', '2026-03-31', 1),
      ...signup('four-of-eight', march),
      ...['Project Created', 'Task Completed', 'Comment Added', 'Timeline Viewed'].flatMap(event =>
        often('four-of-eight', event, '2026-03-04', 1),
      ),
      ...signup('nine-tasks', march),
      ...often('nine-tasks', 'Task Completed', '2026-03-05', 9),
      ...signup('ten-tasks', march),
      ...often('ten-tasks', 'Task Completed', '2026-03-05', 10),
      ...signup('late', '2026-03-02T10:00:00Z').map(event => ({ ...event, receivedAt: '2026-03-12T11:12:13Z' })),
      ...signup('late-usage', march),
      { ...track('late-usage', 'Project Created', '2026-03-03T10:00:00Z'), receivedAt: '2026-03-08T10:00:00Z' },
      { ...track('late-usage', 'Comment Added', '2026-03-03T10:00:00Z'), receivedAt: '2026-04-03T10:00:00Z' },
      ...signup('high-touch', march, { touchModel: 'high' }),
      ...signup('crew', march, {}, { bob: 'billing', cyd: 'member', dan: 'admin' }),
      ...signup('nobody', march, {}, { ada: 'member' }),
      ...signup('twice', march),
      track('twice', 'Account Created', '2026-05-02T10:00:00Z'),
      ...signup('atlantis', march, { timezone: 'Atlantis/Harbor' }),
      ...signup('moved', march),
      group('moved', '2026-03-03T10:00:00Z', { timezone: 'Asia/Tokyo' }),
      ...account('never', march),
      stripe('never', 'customer.subscription.deleted', '2026-03-06T13:14:15Z', {
        object: 'subscription',
        status: 'canceled',
      }),
    ],
    { journeys: ['onboarding'] },
  );
});

const days = (id: string) =>
  played
    .of(id, 'onboarding')
    .filter(line => !line.includes('task breached'))
    .map(line => `${line.slice(0, 20)}${line.slice(20).split(',')[0]}`);

test('days are days of the account on either side of a clock change', () => {
  // Berlin goes to summer time on 29 March, back on 26 October.
  expect(days('berlin-spring')).toEqual([
    '2026-03-20T21:30:00Z enrolled in onboarding by Account Created',
    '2026-03-20T21:30:00Z welcome: email sent to berlin-spring-ada',
    '2026-03-23T08:00:00Z core-workflow-tour: inApp sent to everyone',
    '2026-03-27T08:00:00Z first-project: email sent to berlin-spring-ada',
    '2026-04-03T07:00:00Z power-user-webinar: email sent to berlin-spring-ada',
    '2026-04-10T07:00:00Z usage-milestone: email skipped to berlin-spring-ada',
    '2026-04-19T07:00:00Z adoption-check: took then',
    '2026-04-19T07:00:00Z low-adoption: task opened',
    '2026-04-19T07:00:00Z completed onboarding',
  ]);
  expect(days('berlin-autumn').map(line => line.split(':').slice(0, 4).join(':'))).toEqual([
    '2025-10-20T10:00:00Z enrolled in onboarding by Account Created',
    '2025-10-20T10:00:00Z welcome: email sent to berlin-autumn-ada',
    '2025-10-23T07:00:00Z core-workflow-tour: inApp sent to everyone',
    '2025-10-27T08:00:00Z first-project: email sent to berlin-autumn-ada',
    '2025-11-03T08:00:00Z power-user-webinar: email sent to berlin-autumn-ada',
    '2025-11-10T08:00:00Z usage-milestone: email skipped to berlin-autumn-ada',
    '2025-11-19T08:00:00Z adoption-check: took then',
    '2025-11-19T08:00:00Z low-adoption: task opened',
    '2025-11-19T08:00:00Z completed onboarding',
  ]);
  // New York on 8 March and 2 November. Half past four in the morning in UTC is the day before there.
  expect(days('york-spring').map(timeAndStep)).toEqual([
    '2026-02-27T04:30:00Z enrolled',
    '2026-02-27T04:30:00Z welcome',
    '2026-03-01T14:00:00Z core-workflow-tour',
    '2026-03-05T14:00:00Z first-project',
    '2026-03-12T13:00:00Z power-user-webinar',
    '2026-03-19T13:00:00Z usage-milestone',
    '2026-03-28T13:00:00Z adoption-check',
    '2026-03-28T13:00:00Z low-adoption',
    '2026-03-28T13:00:00Z completed',
  ]);
  expect(days('york-autumn').map(timeAndStep)).toEqual([
    '2025-10-28T15:00:00Z enrolled',
    '2025-10-28T15:00:00Z welcome',
    '2025-10-31T13:00:00Z core-workflow-tour',
    '2025-11-04T14:00:00Z first-project',
    '2025-11-11T14:00:00Z power-user-webinar',
    '2025-11-18T14:00:00Z usage-milestone',
    '2025-11-27T14:00:00Z adoption-check',
    '2025-11-27T14:00:00Z low-adoption',
    '2025-11-27T14:00:00Z completed',
  ]);
  // Auckland goes back to winter time on 5 April.
  expect(days('auckland').map(timeAndStep)).toEqual([
    '2026-04-01T04:30:00Z enrolled',
    '2026-04-01T04:30:00Z welcome',
    '2026-04-03T20:00:00Z core-workflow-tour',
    '2026-04-07T21:00:00Z first-project',
    '2026-04-14T21:00:00Z power-user-webinar',
    '2026-04-21T21:00:00Z usage-milestone',
    '2026-04-30T21:00:00Z adoption-check',
    '2026-04-30T21:00:00Z low-adoption',
    '2026-04-30T21:00:00Z completed',
  ]);
});

const timeAndStep = (line: string): string => line.split(' ').slice(0, 2).join(' ').replace(/:$/, '');

test('the welcome goes at once, in the middle of the night', () => {
  expect(played.of('night').slice(0, 3)).toEqual([
    '2026-03-02T02:17:43Z enrolled in onboarding by Account Created',
    '2026-03-02T02:17:43Z welcome: email sent to night-ada',
    '2026-03-05T09:00:00Z core-workflow-tour: inApp sent to everyone',
  ]);
});

test('whoever cancels leaves at that second, and gets nothing after', () => {
  expect(played.of('canceled')).toEqual([
    '2026-03-02T10:00:00Z enrolled in onboarding by Account Created',
    '2026-03-02T10:00:00Z welcome: email sent to canceled-ada',
    '2026-03-05T09:00:00Z core-workflow-tour: inApp sent to everyone',
    '2026-03-06T13:14:15Z exited onboarding: subscription.canceled',
  ]);
  expect(played.mailsTo('canceled-ada')).toHaveLength(1);
});

test('an account that is deleted a second before a mail does not get it; one in the same second may have', () => {
  expect(played.of('deleted').at(-1)).toBe('2026-03-09T08:59:59Z exited onboarding: Account Deleted');
  expect(played.mailsTo('deleted-ada')).toHaveLength(1);
  expect(played.of('just-mailed').at(-1)).toBe('2026-03-09T09:00:00Z exited onboarding: Account Deleted');
});

test('one key feature of eight is less than 20 %, two are not', () => {
  expect(played.of('one-of-eight').slice(-4)).toEqual([
    '2026-04-01T09:00:00Z adoption-check: took then',
    '2026-04-01T09:00:00Z low-adoption: task opened, severity 2, maya',
    '2026-04-01T09:00:00Z completed onboarding, goal missed',
    // Maya has five others by then, and reads of it on Monday the 6th.
    '2026-04-07T13:00:00Z low-adoption: task breached, severity 2, ruth',
  ]);
  expect(played.of('two-of-eight').slice(-2)).toEqual([
    '2026-04-01T09:00:00Z adoption-check: took otherwise',
    '2026-04-01T09:00:00Z completed onboarding, goal missed',
  ]);
  expect(played.of('four-of-eight').at(-1)).toBe('2026-04-01T09:00:00Z completed onboarding, goal reached');
});

test('who has a project is not asked to create the first; a later one is no reason', () => {
  expect(played.of('one-of-eight')).toContain(
    '2026-03-09T09:00:00Z first-project: email skipped to one-of-eight-ada, condition',
  );
  expect(played.of('two-of-eight')).toContain('2026-03-09T09:00:00Z first-project: email sent to two-of-eight-ada');
});

test('ten completed tasks are a milestone, nine are not', () => {
  expect(played.of('nine-tasks')).toContain(
    '2026-03-23T09:00:00Z usage-milestone: email skipped to nine-tasks-ada, condition',
  );
  expect(played.of('ten-tasks')).toContain('2026-03-23T09:00:00Z usage-milestone: email sent to ten-tasks-ada');
  expect(
    played.mails.find(({ to, tags }) => to.startsWith('ten-tasks') && tags.step === 'usage-milestone')?.text,
  ).toContain('10 tasks');
});

test('a signup that arrives late is welcomed then, keeps its own days, and skips those that have passed', () => {
  expect(played.of('late')).toEqual([
    '2026-03-12T11:12:13Z enrolled in onboarding by Account Created',
    '2026-03-12T11:12:13Z welcome: email sent to late-ada',
    // A wait of Step Functions takes a second at least.
    '2026-03-12T11:12:14Z core-workflow-tour: inApp skipped to everyone, past-date',
    '2026-03-12T11:12:15Z first-project: email skipped to late-ada, past-date',
    '2026-03-16T09:00:00Z power-user-webinar: email sent to late-ada',
    '2026-03-23T09:00:00Z usage-milestone: email skipped to late-ada, condition',
    '2026-04-01T09:00:00Z adoption-check: took then',
    '2026-04-01T09:00:00Z low-adoption: task opened, severity 2, maya',
    '2026-04-01T09:00:00Z completed onboarding, goal missed',
    '2026-04-02T13:00:00Z low-adoption: task breached, severity 2, ruth',
  ]);
});

test('usage counts from when it arrived, and as of when it happened', () => {
  expect(played.of('late-usage')).toContain(
    '2026-03-09T09:00:00Z first-project: email skipped to late-usage-ada, condition',
  );
  expect(played.of('late-usage')).toContain('2026-04-01T09:00:00Z adoption-check: took then');
});

test('a mail goes to every contact of its role, one line each; without one the line says so', () => {
  expect(played.of('crew').filter(line => / (welcome|power-user-webinar): /.test(line))).toEqual([
    '2026-03-02T10:00:00Z welcome: email sent to crew-ada',
    '2026-03-02T10:00:00Z welcome: email sent to crew-dan',
    '2026-03-16T09:00:00Z power-user-webinar: email sent to crew-ada',
    '2026-03-16T09:00:00Z power-user-webinar: email sent to crew-bob',
    '2026-03-16T09:00:00Z power-user-webinar: email sent to crew-cyd',
    '2026-03-16T09:00:00Z power-user-webinar: email sent to crew-dan',
  ]);
  expect(played.of('nobody')).toContain('2026-03-02T10:00:00Z welcome: email skipped to admin, no-recipient');
});

test('high-touch accounts, accounts that never signed up and second signups are not enrolled', () => {
  expect(played.of('high-touch')).toEqual([]);
  expect(played.of('never')).toEqual([]);
  expect(played.of('twice').filter(line => line.includes('enrolled'))).toHaveLength(1);
});

test('an unknown time zone counts as UTC and drops nobody', () => {
  expect(played.of('atlantis')).toHaveLength(10);
  expect(played.of('atlantis')[2]).toBe('2026-03-05T09:00:00Z core-workflow-tour: inApp sent to everyone');
});

test('an account that moves to another time zone takes its days along', () => {
  expect(played.of('moved').slice(2, 5)).toEqual([
    '2026-03-03T10:00:00Z core-workflow-tour: rescheduled from 2026-03-05T09:00:00Z to 2026-03-05T00:00:00Z',
    '2026-03-05T00:00:00Z core-workflow-tour: inApp sent to everyone',
    '2026-03-09T00:00:00Z first-project: email sent to moved-ada',
  ]);
});

test('nothing is rejected, and no handler fails', () => {
  expect(played.rejected).toEqual([]);
  expect(played.faults).toEqual([]);
});
