import { expect, test } from 'vitest';
import { listenedEvents } from '../../engine/routing/listened-events.ts';
import onboarding from '../../journeys/onboarding.ts';
import paymentRecovery from '../../journeys/payment-recovery.ts';
import renewal from '../../journeys/renewal.ts';

const listened = listenedEvents([onboarding, renewal, paymentRecovery], {});

test('what enrolls, exits, or opens a task early is listened to', () => {
  for (const name of [
    'Account Created',
    'Account Deleted',
    'subscription.canceled',
    'payment.failed',
    'payment.action_required',
    'invoice.voided',
    'renewal.completed',
  ]) {
    expect(listened).toContain(name);
  }
});

test('what changes an attribute is listened to, whether a journey names it or not', () => {
  expect([...listenedEvents([], {})]).toEqual(
    expect.arrayContaining(['account.updated', 'Account Deleted', 'subscription.changed']),
  );
});

test('usage that conditions only count is not', () => {
  for (const name of ['Project Created', 'Task Completed', 'Signed In']) expect(listened).not.toContain(name);
});

test('what reaches a goal of success plans is, in every build that has the goal', () => {
  const goals = { launch: { reachedBy: 'Report Shared', target: 'launchGoalAt', reached: 'launchReachedAt' } };
  expect(listenedEvents([], { goals })).not.toContain('Project Created');
  expect(listenedEvents([onboarding], { goals })).toContain('Report Shared');
});

test('answers to surveys are, where customers are asked for words', () => {
  expect(listenedEvents([], {})).not.toContain('Survey Responded');
  const surveyTopics = { price: { en: 'Price' } };
  expect(listenedEvents([renewal], { surveyTopics })).toContain('Survey Responded');
});
