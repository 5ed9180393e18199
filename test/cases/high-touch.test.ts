import { beforeAll, describe, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import {
  account,
  billed,
  group,
  invoicePaid,
  subscriptionCanceled,
  successPlan,
  taskAction,
  track,
} from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
/** A Monday. */
const won = '2026-02-02T15:00:00Z';
const high = (id: string, traits = {}) => account(id, known, { touchModel: 'high', ...traits });
const resolved = (id: string, reason: string, at: string) =>
  taskAction(id, reason, 'resolve', at, { outcome: 'plan_agreed' });

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...high('signed', { arr: 50_000, renewalAt: '2027-02-02' }),
      track('signed', 'Deal Won', won),
      // An extension is no new customer.
      track('signed', 'Deal Won', '2026-06-01T15:00:00Z'),
      ...account('signed-low', known),
      track('signed-low', 'Deal Won', won),
      ...high('with-a-date'),
      track('with-a-date', 'Deal Won', won),
      successPlan('with-a-date', '2026-02-16T08:59:59Z', [{ id: 'launch', title: 'Live', dueAt: '2026-05-04' }]),
      ...high('a-risk'),
      track('a-risk', 'Deal Won', won),
      track('a-risk', 'Champion Left', '2026-02-10T10:00:00Z'),
      resolved('a-risk', 'champion-left', '2026-02-23T08:59:00Z'),
      ...high('no-longer-high'),
      track('no-longer-high', 'Deal Won', won),
      group('no-longer-high', '2026-02-10T10:00:00Z', { touchModel: 'low' }),
      ...high('gone'),
      track('gone', 'Deal Won', won),
      subscriptionCanceled('gone', '2026-02-09T08:59:59Z'),

      // Known in the middle of its term: the rounds count from then.
      ...high('runs', { arr: 50_001, renewalAt: '2026-09-01' }),
      track('runs', 'Review Attended', '2026-03-15T09:00:01Z'),
      track('runs', 'Review Attended', '2026-04-14T09:00:00Z'),
      ...high('at-50k', { arr: 50_000, renewalAt: '2026-09-01' }),
      ...account('runs-low', known, { renewalAt: '2026-09-01' }),
      ...high('renewed', { renewalAt: '2026-09-01' }),
      invoicePaid('renewed', '2026-08-01T10:00:00Z', 1, billed('2026-09-01', '2027-09-01')),
      ...high('leaves', { renewalAt: '2026-09-01', cancelScheduled: true }),
    ],
    {
      until: '2026-09-03T00:00:00Z',
      journeys: ['kickoff', 'weekly-check-in', 'monthly-review', 'renewal-high-touch', 'renewal', 'champion-left'],
    },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);
const opened = (id: string, journey: string): string[] =>
  of(id, journey)
    .filter(line => line.includes('task opened') || line.includes('task updated'))
    .map(line => line.slice(0, 10));

describe('a deal that is won', () => {
  test('asks for a kickoff at once, and after two weeks for goals and a date', () => {
    expect(of('signed', 'kickoff')).toEqual([
      '2026-02-02T15:00:00Z enrolled in kickoff by Deal Won',
      '2026-02-02T15:00:00Z kickoff: task opened, severity 2, maya',
      '2026-02-16T09:00:00Z agree-on-goals: task opened, severity 2, maya',
      '2026-02-16T09:00:00Z completed kickoff',
    ]);
    expect(of('with-a-date', 'kickoff').join()).not.toContain('agree-on-goals: task');
  });

  test('begins nothing for accounts without a CSM of their own', () => {
    expect(of('signed-low')).toEqual([]);
  });
});

describe('the weekly check-in', () => {
  test('is a task on each of twelve Mondays', () => {
    const mondays = opened('signed', 'weekly-check-in');
    expect([mondays.length, mondays[0], mondays.at(-1)]).toEqual([12, '2026-02-09', '2026-04-27']);
  });

  test('makes way for a risk task, until that is resolved', () => {
    expect(opened('a-risk', 'weekly-check-in').slice(0, 2)).toEqual(['2026-02-09', '2026-02-23']);
  });

  test('ends with the contract, and where the account is handed to automation', () => {
    expect(of('gone', 'weekly-check-in')).toEqual([
      '2026-02-02T15:00:00Z enrolled in weekly-check-in by Deal Won',
      '2026-02-09T08:59:59Z exited weekly-check-in: subscription.canceled',
    ]);
    expect(opened('no-longer-high', 'weekly-check-in')).toEqual(['2026-02-09']);
  });
});

describe('reviews', () => {
  test('begin once the weekly check-ins are over', () => {
    expect(of('signed', 'monthly-review').slice(0, 2)).toEqual([
      '2026-03-04T00:00:00Z enrolled in monthly-review by renewalAt',
      '2026-05-03T09:00:00Z quarterly-review: task opened, severity 3, maya',
    ]);
  });

  test('come every 30 days, the third of them for the quarter, but where one was held within three weeks', () => {
    expect(of('runs', 'monthly-review')).toEqual([
      '2026-01-05T10:00:00Z enrolled in monthly-review by renewalAt',
      '2026-02-04T09:00:00Z monthly-review: task opened, severity 3, maya',
      '2026-03-06T09:00:00Z quarterly-review: task opened, severity 3, maya',
      // The third quarter's would come after the date.
      '2026-09-02T09:00:00Z completed monthly-review',
    ]);
  });

  test('are for high-touch accounts', () => {
    expect(of('runs-low', 'monthly-review')).toEqual([]);
  });
});

describe('the renewal of a high-touch account', () => {
  test('is in the hands of people', () => {
    expect(of('runs', 'renewal-high-touch')).toEqual([
      '2026-05-03T00:00:00Z enrolled in renewal-high-touch by renewalAt',
      '2026-05-04T09:00:00Z meet-the-sponsor: task opened, severity 3, maya',
      '2026-08-02T09:00:00Z renewal-proposal: task opened, severity 2, maya',
      '2026-08-22T09:00:00Z renewal-unsigned: task opened, severity 1, ruth',
      '2026-08-22T09:00:00Z completed renewal-high-touch',
    ]);
    expect(of('at-50k', 'renewal-high-touch').at(-2)).toBe(
      '2026-08-22T09:00:00Z renewal-unsigned: task opened, severity 2, ruth',
    );
    expect(played.mailsTo('runs-ada')).toEqual([]);
  });

  test('is over once it is paid', () => {
    expect(of('renewed', 'renewal-high-touch').slice(2)).toEqual([
      '2026-08-01T10:00:00Z exited renewal-high-touch: renewal.completed',
      '2026-08-01T10:00:00Z meet-the-sponsor: task auto-resolved, severity 3, ruth',
    ]);
  });

  test('is not asked for where a cancellation is scheduled', () => {
    expect(of('leaves', 'renewal-high-touch').map(line => line.slice(21))).toEqual([
      'enrolled in renewal-high-touch by renewalAt',
      'completed renewal-high-touch',
    ]);
  });

  test('is a matter of mails for others', () => {
    expect(of('runs-low', 'renewal-high-touch')).toEqual([]);
    expect(played.mailsTo('runs-low-ada')).toHaveLength(2);
  });
});

describe('what others are mailed', () => {
  const told = (id: string): string[] =>
    others
      .planOf(id)
      .filter(line => /task opened|sent/.test(line))
      .map(line => line.slice(0, 10) + line.slice(20));
  let others: PlayedCase;
  beforeAll(async () => {
    const both = (id: string, more: (id: string) => readonly object[]) => [
      ...high(`${id}-high`),
      ...more(`${id}-high`),
      ...account(`${id}-low`, known),
      ...more(`${id}-low`),
    ];
    others = await playCase(
      [
        ...both('trial', id => [track(id, 'Trial Started', '2026-01-06T10:00:00Z', { properties: { days: 14 } })]),
        ...both('launch', id => [
          group(id, known, { launchGoalAt: '2026-01-26' }),
          track(id, 'Signed In', '2026-01-20T10:00:00Z'),
        ]),
        ...both('yellow', id => [group(id, '2026-01-06T10:00:00Z', { health: 'yellow' })]),
      ],
      {
        until: '2026-02-10T00:00:00Z',
        journeys: ['trial-rescue', 'success-plan', 're-engagement', 'silence'],
      },
    );
  }, 120_000);

  test('is done by their CSM, or left out where the CSM knows', () => {
    expect(told('trial-high')).toEqual([
      '2026-01-18 trial-outreach: task opened, severity 2, maya',
      '2026-02-04 silence-call: task opened, severity 2, maya',
    ]);
    expect(told('trial-low')).toEqual([
      '2026-01-16 rescue-1: email sent to trial-low-ada',
      '2026-01-18 rescue-2: email sent to trial-low-ada',
      '2026-01-18 trial-outreach: task opened, severity 2, maya',
      '2026-02-04 silence: email sent to trial-low-ada',
    ]);
    expect(told('launch-high')).toEqual([
      '2026-01-27 launch-overdue: task opened, severity 2, maya',
      '2026-02-04 silence-call: task opened, severity 2, maya',
    ]);
    expect(told('launch-low')).toEqual([
      '2026-01-19 launch-week: email sent to launch-low-ada',
      '2026-01-27 launch-overdue: task opened, severity 2, maya',
      '2026-02-04 silence: email sent to launch-low-ada',
    ]);
    expect(told('yellow-high')).toEqual(['2026-01-06 re-engagement-call: task opened, severity 3, maya']);
    expect(told('yellow-low')).toEqual([
      '2026-01-07 re-engagement: email sent to yellow-low-ada',
      '2026-01-14 re-engagement-2: email sent to yellow-low-ada',
      '2026-01-21 re-engagement-3: email sent to yellow-low-ada',
    ]);
  });
});
