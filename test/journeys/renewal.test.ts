import { expect, test } from 'vitest';
import renewal from '../../journeys/renewal.ts';
import { planOf, stepOf } from './plan.ts';

test('renewal follows its plan', () => {
  expect(planOf(renewal)).toEqual([
    '90 before renewalAt | roi-summary | email',
    '90 before renewalAt | prepare-renewal | escalate',
    '60 before renewalAt | renewal-outreach | escalate',
    '30 before renewalAt | renewal-invitation | email',
  ]);
});

test('every account with a renewal date is enrolled a day ahead, once per term', () => {
  expect(renewal.enroll).toEqual({ kind: 'date', attribute: 'renewalAt', days: 91 });
  expect(renewal.reenroll).toEqual({ kind: 'term' });
  expect(renewal.audience).toBeUndefined();
  expect(renewal.exit.map(({ event }) => event)).toEqual([
    'renewal.completed',
    'subscription.canceled',
    'Account Deleted',
  ]);
});

test('high-touch accounts get a task where the others get the summary', () => {
  const highTouch = { kind: 'attribute', name: 'touchModel', comparison: 'is', value: 'high' };
  const summary = stepOf(renewal, 'email', 'roi-summary');
  expect(summary).toMatchObject({ unless: highTouch, to: { roles: ['admin', 'billing'] } });
  expect(Object.keys(summary.data).sort()).toEqual(['featuresTotal', 'featuresUsed', 'renewalDate', 'tasksCompleted']);
  expect(stepOf(renewal, 'escalate', 'prepare-renewal')).toMatchObject({
    when: highTouch,
    type: 'renewal',
    severity: 3,
  });
});

test('accounts of much revenue or at risk are called', () => {
  const outreach = stepOf(renewal, 'escalate', 'renewal-outreach');
  expect(outreach).toMatchObject({ type: 'renewal', severity: 2, sla: { unit: 'businessDays', amount: 5 } });
  expect(outreach.when).toEqual({
    kind: 'any',
    of: [
      { kind: 'attribute', name: 'arr', comparison: 'above', value: 15_000 },
      { kind: 'attribute', name: 'health', comparison: 'is', value: 'red' },
      { kind: 'openTask', type: 'risk' },
      { kind: 'attribute', name: 'cancelScheduled', comparison: 'is', value: true },
    ],
  });
});

test('the invitation goes to billing and admins', () => {
  expect(stepOf(renewal, 'email', 'renewal-invitation').to).toEqual({ roles: ['billing', 'admin'] });
});
