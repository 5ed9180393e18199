import { beforeAll, describe, expect, test } from 'vitest';
import { type PlayedCase, playCase } from '../support/play-case.ts';
import { account, successPlan, taskAction, track } from '../support/recorded-events.ts';

const known = '2026-01-05T10:00:00Z';
const at = (date: string, time = '10:00') => `${date}T${time}:00Z`;
const launch = (dueAt: string, more: object = {}) => ({ id: 'launch', title: 'Live before the fair', dueAt, ...more });
const connects = (id: string, when: string) => track(id, 'Integration Connected', when);

const reports = (dueAt: string) => ({
  id: 'reports',
  title: 'Ten reports',
  metric: 'count:Report Shared',
  target: 10,
  dueAt,
});
const shares = (id: string, times: number, date = '2026-02-20') =>
  Array.from({ length: times }, (_, index) => track(id, 'Report Shared', at(date, `10:0${index}`)));

let played: PlayedCase;
beforeAll(async () => {
  played = await playCase(
    [
      // The account's own words of its day come later, and the plan goes before them.
      ...account('planned', known),
      successPlan('planned', at('2026-02-01'), [launch('2026-03-16')]),
      ...account('planned', at('2026-02-02'), { launchGoalAt: '2026-05-01' }),
      connects('planned', at('2026-03-12')),

      ...account('moved', known),
      successPlan('moved', at('2026-02-01'), [launch('2026-03-16')]),
      successPlan('moved', at('2026-03-06'), [launch('2026-03-23')]),
      // Said before, and late: it changes nothing.
      successPlan('moved', at('2026-02-20'), [launch('2026-03-09')], { receivedAt: at('2026-03-07') }),
      connects('moved', at('2026-03-24')),

      ...account('early', '2026-01-20T10:00:00Z'),
      // The plan is there before its account is known.
      successPlan('early', at('2026-01-10'), [launch('2026-03-16')]),

      // With a metric of its own the event of the catalog does not reach it: the tenth report does.
      ...account('measured', known),
      successPlan('measured', at('2026-02-01'), [launch('2026-03-16', { metric: 'count:Report Shared', target: 10 })]),
      connects('measured', at('2026-02-03')),
      ...Array.from({ length: 10 }, (_, index) => track('measured', 'Report Shared', at('2026-03-15', `10:0${index}`))),
      ...account('one-less', known),
      successPlan('one-less', at('2026-02-01'), [launch('2026-03-16', { metric: 'count:Report Shared', target: 10 })]),
      connects('one-less', at('2026-02-03')),
      ...Array.from({ length: 9 }, (_, index) => track('one-less', 'Report Shared', at('2026-03-15', `10:0${index}`))),

      // Half of its time has passed on the 2nd of March: four of ten are less than half, five are not.
      ...account('four-of-ten', known),
      successPlan('four-of-ten', at('2026-02-02'), [reports('2026-03-30')]),
      ...shares('four-of-ten', 4),
      ...account('five-of-ten', known),
      successPlan('five-of-ten', at('2026-02-02'), [reports('2026-03-30')]),
      ...shares('five-of-ten', 5),
      ...account('catches-up', known),
      successPlan('catches-up', at('2026-02-02'), [reports('2026-03-30')]),
      ...shares('catches-up', 10, '2026-03-04'),

      ...account('agrees', known),
      successPlan('agrees', at('2026-02-01'), [launch('2026-03-16')]),
      taskAction('agrees', 'launch-overdue', 'resolve', at('2026-03-18'), { outcome: 'plan_agreed' }),
    ],
    { until: at('2026-04-20'), journeys: ['success-plan', 'plan-behind'] },
  );
}, 120_000);

const of = (id: string): string[] => played.planOf(id, 'success-plan');
const isOverdue = (id: string): boolean => of(id).some(line => line.includes('task opened'));

describe('the goal of a plan', () => {
  test('stands for the one of the catalog, whatever else the account says of it', () => {
    expect(of('planned')[0]).toBe('2026-03-02T00:00:00Z enrolled in success-plan by launchGoalAt');
    expect(of('planned').some(line => line.startsWith('2026-03-09T09:00:00Z'))).toBe(true);
    expect(isOverdue('planned')).toBe(false);
  });

  test('moves what waits for it with a newer plan, not with an older one that comes late', () => {
    const lines = of('moved');
    expect(lines.filter(line => line.includes('rescheduled'))).toHaveLength(1);
    expect(lines.some(line => line.startsWith('2026-03-16T09:00:00Z'))).toBe(true);
    // Due on the 23rd, reached on the 24th: a task on that morning.
    expect(lines.find(line => line.includes('task opened'))).toMatch(/^2026-03-24T09:00:00Z/);
  });

  test('counts for an account that becomes known later', () => {
    expect(of('early')[0]).toBe('2026-03-02T00:00:00Z enrolled in success-plan by launchGoalAt');
    expect(isOverdue('early')).toBe(true);
  });

  test('is reached by its own metric where it has one, at its target and not one below it', () => {
    expect([isOverdue('measured'), isOverdue('one-less')]).toEqual([false, true]);
  });

  test('that falls behind is a task while there is time, and none once it is made up for', () => {
    const behind = (id: string) => played.planOf(id, 'plan-behind');
    expect(behind('four-of-ten')).toEqual([
      '2026-03-02T03:00:00Z enrolled in plan-behind by signal',
      '2026-03-02T03:00:00Z plan-behind: task opened, severity 2, maya',
      '2026-03-02T03:00:00Z completed plan-behind',
    ]);
    expect(behind('five-of-ten')[0]).toBe('2026-03-03T03:00:00Z enrolled in plan-behind by signal');
    expect(behind('catches-up').at(-1)).toBe('2026-03-05T03:00:00Z plan-behind: task auto-resolved, severity 2, ruth');
    // Its launch is overdue, which has a task of its own.
    expect([isOverdue('early'), behind('early')]).toEqual([true, []]);
  });

  test('has more time once it is agreed', () => {
    expect(of('agrees').at(-1)).toBe('2026-03-18T10:00:00Z completed success-plan, goal missed');
  });
});
