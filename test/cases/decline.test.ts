import { beforeAll, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, group, taskAction, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const at = (date: string, hour = 12): string => `${date}T${String(hour).padStart(2, '0')}:00:00Z`;
const plus = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** User-days by week, from Monday on: of 20 these are four people on five days. */
const signIns = (id: string, monday: string, weeks: readonly number[]) =>
  weeks.flatMap((userDays, week) =>
    Array.from({ length: userDays }, (_, index) =>
      track(id, 'Signed In', at(plus(monday, week * 7 + (index % 5))), { userId: `${id}-u${Math.floor(index / 5)}` }),
    ),
  );

const uses = (id: string, from: string, days: number, step: number) =>
  Array.from({ length: Math.ceil(days / step) }, (_, index) =>
    track(id, 'Task Completed', at(plus(from, index * step))),
  );
const tickets = (id: string, ...dates: string[]) => dates.map(date => track(id, 'Support Ticket Created', at(date)));
const health = (id: string, band: string, date: string) => group(id, at(date), { health: band });
let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      ...account('exactly-40', known),
      ...signIns('exactly-40', '2026-02-02', [20, 12, 7, 4, 4]),
      ...account('only-39', known),
      ...signIns('only-39', '2026-02-02', [23, 14, 8, 4, 7]),
      ...account('steady', known),
      ...signIns('steady', '2026-02-02', [20, 20, 20, 20, 20]),

      // Three weeks of exactly 60 % of the mean of the four before, of 61.5 %, and of 60 % of too few.
      ...account('at-60', known),
      ...signIns('at-60', '2026-02-02', [10, 10, 10, 10, 6, 6, 6, 6]),
      ...account('at-61', known),
      ...signIns('at-61', '2026-02-02', [10, 10, 10, 9, 6, 6, 6, 6]),
      ...account('mean-of-5', known),
      ...signIns('mean-of-5', '2026-02-02', [5, 5, 5, 5, 3, 3, 3, 3]),
      ...account('mean-below-5', known),
      ...signIns('mean-below-5', '2026-02-02', [5, 5, 5, 4, 2, 2, 2, 2]),

      ...account('quiet', known),
      ...uses('quiet', '2026-01-06', 50, 3),
      ...account('back-after-the-call', known),
      ...uses('back-after-the-call', '2026-01-06', 50, 3),
      track('back-after-the-call', 'Signed In', at('2026-03-23', 15)),
      ...account('back-on-day-20', known),
      ...uses('back-on-day-20', '2026-01-06', 50, 3),
      track('back-on-day-20', 'Task Completed', at('2026-03-15')),

      ...account('declining', known),
      ...uses('declining', '2026-01-06', 36, 1),
      ...uses('declining', '2026-02-11', 40, 4),
      ...tickets('declining', '2026-01-20', '2026-02-20', '2026-02-22', '2026-02-24'),
      ...account('declining-high', known, { touchModel: 'high' }),
      ...uses('declining-high', '2026-01-06', 36, 1),
      ...uses('declining-high', '2026-02-11', 40, 4),
      ...tickets('declining-high', '2026-01-20', '2026-02-20', '2026-02-22', '2026-02-24'),
      // In the 30 days before 9 March 6 and 13 times, in the 30 before that 10 and 22.
      ...account('uses-60', known),
      ...uses('uses-60', '2026-01-10', 30, 3),
      ...uses('uses-60', '2026-02-08', 30, 5),
      ...tickets('uses-60', '2026-01-20', '2026-02-20', '2026-02-22'),
      ...account('uses-59', known),
      ...uses('uses-59', '2026-01-10', 22, 1),
      ...uses('uses-59', '2026-02-08', 26, 2),
      ...tickets('uses-59', '2026-01-20', '2026-02-20', '2026-02-22'),
      ...account('as-many-tickets', known),
      ...uses('as-many-tickets', '2026-01-10', 22, 1),
      ...uses('as-many-tickets', '2026-02-08', 26, 2),
      ...tickets('as-many-tickets', '2026-01-20', '2026-02-20'),

      ...account('young', '2026-03-01T10:00:00Z'),
      track('young', 'Task Completed', at('2026-03-02')),

      ...account('only-less', known),
      ...uses('only-less', '2026-01-06', 36, 1),
      ...uses('only-less', '2026-02-11', 40, 4),

      ...account('turns-red', known),
      health('turns-red', 'green', '2026-02-10'),
      health('turns-red', 'red', '2026-03-03'),
      health('turns-red', 'yellow', '2026-03-04'),
      ...account('comes-back', known),
      // It has no usage, so that these answers alone tell of its health.
      taskAction('comes-back', 'silence-outreach', 'resolve', at('2026-03-01'), { outcome: 'plan_agreed' }),
      health('comes-back', 'green', '2026-01-12'),
      health('comes-back', 'yellow', '2026-01-16'),
      health('comes-back', 'green', '2026-01-20'),
      ...account('relapses', known),
      health('relapses', 'green', '2026-01-12'),
      health('relapses', 'yellow', '2026-01-16'),
      health('relapses', 'green', '2026-01-20'),
      health('relapses', 'yellow', '2026-02-20'),

      ...account('launched', known, { launchGoalAt: '2026-03-16' }),
      track('launched', 'Integration Connected', at('2026-03-12')),
      ...account('not-launched', known, { launchGoalAt: '2026-03-16' }),
    ],
    {
      until: at('2026-04-01'),
      journeys: [
        ...['login-drop', 'feature-decline', 're-onboarding', 'silence'],
        ...['health-red', 're-engagement', 'health-advocacy', 'success-plan'],
      ],
    },
  );
}, 120_000);

const of = (id: string, journey?: string): string[] => played.planOf(id, journey);

test('three weeks that each fall by exactly 40 % open a task, with one of 39 % they do not', () => {
  expect(of('exactly-40', 'login-drop').slice(0, 2)).toEqual([
    '2026-03-02T16:00:00Z enrolled in login-drop by signal',
    '2026-03-02T16:00:00Z login-drop: task opened, severity 2, maya',
  ]);
  expect(of('only-39', 'login-drop').filter(line => line < '2026-03-03')).toEqual([]);
});

test('three weeks at 60 % of the mean of the four before open a task, at 61 % or of a mean below 5 they do not', () => {
  const dropped = (id: string) => of(id, 'login-drop').filter(line => line < '2026-03-24');
  for (const id of ['at-60', 'mean-of-5'])
    expect(dropped(id)[1], id).toBe('2026-03-23T16:00:00Z login-drop: task opened, severity 2, maya');
  for (const id of ['at-61', 'mean-below-5']) expect(dropped(id), id).toEqual([]);
});

test('a lasting fall counts even after steady weeks', () => {
  // No sign-in from 9 March on: the third such week is over on the 30th.
  expect(of('steady', 'login-drop')[0]).toBe('2026-03-30T16:00:00Z enrolled in login-drop by signal');
});

test('14 days of silence ask whether help is wanted, 28 ask somebody to call', () => {
  expect(of('quiet', 'silence')).toEqual([
    '2026-03-09T13:00:00Z enrolled in silence by signal',
    '2026-03-09T13:00:00Z silence: email sent to quiet-ada',
    '2026-03-23T09:00:00Z silence-outreach: task opened, severity 2, maya',
    '2026-03-23T09:00:00Z completed silence',
  ]);
});

test('whoever is back gives nobody a reason to call any more, nor to be late with it', () => {
  expect(played.of('back-after-the-call', 'silence').slice(-3)).toEqual([
    '2026-03-23T09:00:00Z silence-outreach: task opened, severity 2, maya',
    '2026-03-23T09:00:00Z completed silence',
    '2026-03-24T13:00:00Z silence-outreach: task auto-resolved, severity 2, maya',
  ]);
});

test('whoever is back by day 20 is left alone', () => {
  const first = of('back-on-day-20', 'silence').filter(line => line < '2026-03-25');
  expect(first.slice(0, 2)).toEqual([
    '2026-03-09T13:00:00Z enrolled in silence by signal',
    '2026-03-09T13:00:00Z silence: email sent to back-on-day-20-ada',
  ]);
  expect(first[2]).toContain('exited silence: signal.cleared');
  expect(first.some(line => line.includes('silence-outreach'))).toBe(false);
});

test('less use and more tickets begin a new onboarding, less use alone does not', () => {
  expect(of('declining').filter(line => !/silence|health-red/.test(line))).toEqual([
    '2026-03-09T16:00:00Z enrolled in feature-decline by signal',
    '2026-03-09T16:00:00Z who-helps: took otherwise',
    '2026-03-09T16:00:00Z completed feature-decline',
    '2026-03-09T16:00:00Z enrolled in re-onboarding by enroll',
    '2026-03-09T16:00:00Z re-onboarding: email sent to declining-ada',
    '2026-03-12T09:00:00Z re-onboarding-tour: inApp sent to everyone',
    '2026-03-16T09:00:00Z re-onboarding-2: email sent to declining-ada',
    '2026-03-23T09:00:00Z re-onboarding-3: email sent to declining-ada',
    '2026-03-30T09:00:00Z re-onboarding-check: took then',
    '2026-03-30T09:00:00Z re-onboarding-outreach: task opened, severity 2, maya',
    '2026-03-30T09:00:00Z completed re-onboarding, goal missed',
  ]);
  expect(of('only-less', 'feature-decline')).toEqual([]);
  expect(of('declining-high', 'feature-decline')).toEqual([
    '2026-03-09T16:00:00Z enrolled in feature-decline by signal',
    '2026-03-09T16:00:00Z who-helps: took then',
    '2026-03-09T16:00:00Z feature-decline: task opened, severity 2, maya',
    '2026-03-09T16:00:00Z completed feature-decline',
    '2026-03-30T03:00:00Z feature-decline: task auto-resolved, severity 2, ruth',
  ]);
  expect(of('declining-high', 're-onboarding')).toEqual([]);
});

test('less use is below 60 % of what it was, more tickets are one more at least', () => {
  const declined = (id: string) => of(id, 'feature-decline').filter(line => line < '2026-03-10');
  expect(declined('uses-59')[0]).toBe('2026-03-09T16:00:00Z enrolled in feature-decline by signal');
  for (const id of ['uses-60', 'as-many-tickets']) expect(declined(id), id).toEqual([]);
});

test('an account that is younger than 30 days may still be setting up', () => {
  expect(of('young', 'silence')[0]).toBe('2026-03-31T11:00:00Z enrolled in silence by signal');
});

test('red opens a task of highest severity at once, which is over when red is', () => {
  expect(of('turns-red', 'health-red').slice(0, 4)).toEqual([
    '2026-03-03T12:00:00Z enrolled in health-red by signal',
    '2026-03-03T12:00:00Z health-red: task opened, severity 1, maya',
    '2026-03-03T12:00:00Z completed health-red',
    '2026-03-04T12:00:00Z health-red: task auto-resolved, severity 1, ruth',
  ]);
});

test('yellow begins a series of mails, which ends with it; 60 green days later they may recommend us', () => {
  expect(of('comes-back', 're-engagement').slice(1)).toEqual([
    '2026-01-17T09:00:00Z re-engagement: email sent to comes-back-ada',
    '2026-01-20T12:00:00Z exited re-engagement: signal.cleared',
  ]);
  expect(of('comes-back', 'health-advocacy').slice(1)).toEqual([
    '2026-01-20T12:00:00Z recovery: waited for turned',
    '2026-03-21T12:00:00Z health-advocacy: email sent to comes-back-ada',
    '2026-03-21T12:00:00Z completed health-advocacy',
  ]);
  expect(of('relapses', 'health-advocacy')).toContain(
    '2026-03-21T12:00:00Z health-advocacy: email skipped to relapses-ada, condition',
  );
});

test('a goal that is not reached on its date gets help the day after', () => {
  expect(of('launched', 'success-plan').slice(-2)).toEqual([
    '2026-03-17T09:00:00Z launch-check: took otherwise',
    '2026-03-17T09:00:00Z completed success-plan, goal reached',
  ]);
  expect(of('not-launched', 'success-plan')).toContain(
    '2026-03-17T09:00:00Z launch-overdue: task opened, severity 2, maya',
  );
});
