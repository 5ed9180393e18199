import { expect, test } from 'vitest';
import onboarding from '../../journeys/onboarding.ts';
import { planOf, stepOf } from './plan.ts';

test('onboarding follows its plan', () => {
  expect(planOf(onboarding)).toEqual([
    'day 0 | welcome | email',
    'day 3 | core-workflow-tour | prompt',
    'day 7 | first-project | email',
    'day 14 | power-user-webinar | email',
    'day 21 | usage-milestone | email',
    'day 30 | adoption-check | branch',
    '  then | low-adoption | escalate',
    'day 30 | adoption | enroll',
  ]);
});

test('low-touch and digital accounts are enrolled once, when they are created', () => {
  expect(onboarding.enroll).toEqual({ kind: 'event', event: 'Account Created', where: [] });
  expect(onboarding.audience).toEqual({
    kind: 'all',
    of: [
      { kind: 'attribute', name: 'touchModel', comparison: 'in', value: ['low', 'digital'] },
      { kind: 'attribute', name: 'plan', comparison: 'isNot', value: 'free' },
    ],
  });
  expect(onboarding.reenroll).toEqual({ kind: 'never' });
  expect(onboarding.exit.map(exit => 'event' in exit && exit.event)).toEqual([
    'Account Deleted',
    'subscription.canceled',
    'stage.changed',
  ]);
  expect(onboarding.goal).toMatchObject({ kind: 'adoption', comparison: 'atLeast', basisPoints: 5000 });
});

test('the tour is for everyone and goes after a week; mails but the webinar are for admins', () => {
  expect(stepOf(onboarding, 'prompt', 'core-workflow-tour')).toMatchObject({
    to: { roles: 'everyone' },
    expires: { unit: 'days', amount: 7 },
  });
  expect(stepOf(onboarding, 'email', 'power-user-webinar').to).toEqual({ roles: 'everyone' });
  for (const id of ['welcome', 'first-project', 'usage-milestone'])
    expect(stepOf(onboarding, 'email', id).to).toEqual({ roles: ['admin'] });
});

test('who has a project gets no first-project; who completed ten tasks gets the milestone with their number', () => {
  const window = { kind: 'sinceEnrollment' };
  expect(stepOf(onboarding, 'email', 'first-project').unless).toEqual({
    kind: 'used',
    feature: 'projects',
    event: 'Project Created',
    window,
  });
  const milestone = stepOf(onboarding, 'email', 'usage-milestone');
  expect(milestone.when).toEqual({ kind: 'count', event: 'Task Completed', window, comparison: 'atLeast', value: 10 });
  expect(milestone.data).toEqual({ tasksCompleted: { kind: 'eventCount', event: 'Task Completed', window } });
});

test('less than 20 % of the key features after 30 days opens a task, and nothing is waited for', () => {
  const check = stepOf(onboarding, 'branch', 'adoption-check');
  expect(check.cases[0]?.condition).toMatchObject({ kind: 'adoption', comparison: 'below', basisPoints: 2000 });
  expect(stepOf(onboarding, 'escalate', 'low-adoption')).toMatchObject({
    type: 'onboarding',
    severity: 2,
    sla: { unit: 'businessDays', amount: 2 },
    then: {},
  });
});
