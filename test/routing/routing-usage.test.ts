import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { daysBefore } from '../../engine/conditions/windows.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { Trigger } from '../../engine/definition/trigger.ts';
import { usageToEnroll, usageToEscalate, usageToLeave } from '../../engine/routing/routing-usage.ts';
import type { EscalateStep } from '../../engine/steps/escalate/step.ts';
import { aJourney, anEscalation, anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const within = (days: number, event = 'Report Created'): Condition => ({
  kind: 'count',
  event,
  window: { kind: 'within', days },
  comparison: 'atLeast',
  value: 1,
});
const signal = (more: Partial<Trigger> = {}): Trigger => ({ kind: 'signal', when: within(10), ...more }) as Trigger;
const days = (since: string | undefined) =>
  since === undefined ? undefined : (Date.parse(now) - Date.parse(since)) / 86_400_000;

describe('the usage that is read to decide whom an event enrolls', () => {
  const read = (enroll: Trigger, event = anEvent('Report Created'), more: Parameters<typeof aJourney>[0] = {}) =>
    days(usageToEnroll(event, [aJourney({ enroll, ...more })], now));

  test('is what its audience looks at, where the event may enroll', () => {
    const audience = within(30);
    expect(read(on('Report Created'), undefined, { audience })).toBe(30);
    expect(read(on('Signed Up'), undefined, { audience })).toBeUndefined();
    const either = { ...on('Signed Up'), alternatives: [on('Report Created')] };
    expect(read(either, undefined, { audience })).toBe(30);
    expect(read({ kind: 'manual' }, undefined, { audience })).toBeUndefined();
  });

  test('goes back from when the event happened, if that is before now', () => {
    const early = anEvent('Report Created', { occurredAt: daysBefore(now, 5) });
    expect(read(on('Report Created'), early)).toBe(5);
    expect(read(on('Report Created'), early, { audience: within(30) })).toBe(35);
    const ahead = anEvent('Report Created', { occurredAt: daysBefore(now, -5) });
    expect(read(on('Report Created'), ahead, { audience: within(30) })).toBe(30);
  });

  test('is what the tasks look at that it may open at once', () => {
    const call = anEscalation({ early: [on('Report Created')], when: within(20), unless: within(40) });
    expect(read(on('Report Created'), undefined, { steps: [call] })).toBe(40);
    const raised: EscalateStep = { ...call, raised: { when: within(50), severity: 1 } };
    expect(read(on('Report Created'), undefined, { steps: [raised] })).toBe(50);
    const told: EscalateStep = {
      ...call,
      evidence: { reports: { kind: 'eventCount', event: 'Report Created', window: { kind: 'within', days: 60 } } },
    };
    expect(read(on('Report Created'), undefined, { steps: [told] })).toBe(60);
  });

  test('is what a signal looks at, if the event may fire or re-arm it, or time does', () => {
    expect(read(signal())).toBe(10);
    expect(read(signal(), anEvent('Signed In'))).toBeUndefined();
    expect(read(signal({ rearm: within(25, 'Signed In') }), anEvent('Signed In'))).toBe(25);
    expect(read(signal(), anEvent('daymark.evaluate'))).toBe(10);
    expect(read(signal(), anEvent('daymark.evaluate'), { audience: within(30) })).toBe(30);
    expect(read(signal(), anEvent('Signed In'), { audience: within(30) })).toBeUndefined();
  });

  test('of a weekly signal is what it looks at as of the week before, and only time fires it', () => {
    expect(read(signal({ period: 'week' }), anEvent('daymark.evaluate'))).toBe(25);
    expect(read(signal({ period: 'week' }))).toBeUndefined();
  });

  test('is what an audience looks at whose date an event may state, or time may reach', () => {
    const enroll: Trigger = { kind: 'date', attribute: 'renewalAt', days: 90 };
    const audience = within(30);
    for (const name of ['daymark.evaluate', 'account.updated', 'subscription.changed'])
      expect(read(enroll, anEvent(name), { audience })).toBe(30);
    expect(read(enroll, anEvent('Report Created'), { audience })).toBeUndefined();
    expect(read(enroll, anEvent('daymark.evaluate'))).toBeUndefined();
  });

  test('is what the audience of the journey looks at that somebody is enrolled in by hand', () => {
    const byHand = anEvent('daymark.enroll', { fields: { journey: 'onboarding' } });
    expect(read({ kind: 'manual' }, byHand, { audience: within(30) })).toBe(30);
    expect(read({ kind: 'manual' }, byHand, { id: 'renewal', audience: within(30) })).toBeUndefined();
  });

  test('is as much as the journey needs that looks back the furthest', () => {
    const journeys = [within(20), within(40), within(30)].map(audience =>
      aJourney({ enroll: on('Report Created'), audience }),
    );
    expect(days(usageToEnroll(anEvent('Report Created'), journeys, now))).toBe(40);
    expect(usageToEnroll(anEvent('Report Created'), [], now)).toBeUndefined();
  });

  test('allows for what an event may turn out to be', () => {
    const turns: [string, string[]][] = [
      ['payment.succeeded', ['payment.succeeded', 'payment.recovered', 'renewal.completed']],
      ['payment.declined', ['payment.declined', 'payment.failed']],
      ['invoice.changed', ['payment.failed', 'payment.succeeded', 'payment.recovered', 'renewal.completed']],
      ['daymark.evaluate', ['payment.failed']],
      ['account.updated', ['account.updated', 'renewal.completed']],
      [
        'subscription.changed',
        [
          'trial.ended',
          'subscription.canceled',
          'subscription.ended',
          'payment.obsolete',
          'subscription.cancel_scheduled',
          'subscription.cancel_unscheduled',
        ],
      ],
      ['Signed In', ['Signed In']],
    ];
    const all = [...new Set(turns.flatMap(([, become]) => become)), 'Signed Out'];
    for (const [name, become] of turns) {
      const enrolling = all.filter(each => read(on(each), anEvent(name), { audience: within(30) }) !== undefined);
      expect([name, enrolling]).toEqual([name, all.filter(each => become.includes(each) || each === name)]);
    }
  });
});

describe('the usage that is read to open tasks early', () => {
  const step = anEscalation({ early: [on('payment.failed')], when: within(20) });
  const read = (name: string, ...enrollments: Enrollment[]) =>
    days(usageToEscalate(anEvent(name), aSnapshot({ enrollments }), now));

  test('is what they look at that the event may open, of enrollments that go on', () => {
    const enrolled = anActiveEnrollment({ early: [anEscalation({ early: [on('Paid')], when: within(90) }), step] });
    expect(read('payment.failed', enrolled)).toBe(20);
    expect(read('payment.declined', enrolled)).toBe(20);
    expect(read('Signed In', enrolled)).toBeUndefined();
    expect(read('payment.failed', { ...enrolled, status: 'completed' })).toBeUndefined();
    expect(read('payment.failed')).toBeUndefined();
  });

  test('goes back as far as the enrollment where they ask since when it lasts', () => {
    const since: EscalateStep = {
      ...step,
      when: { ...within(1), window: { kind: 'sinceEnrollment' } } as Condition,
    };
    const anchoredAt = daysBefore(now, 12);
    expect(read('payment.failed', anActiveEnrollment({ anchoredAt, early: [since] }))).toBe(12);
  });
});

describe('the usage that is read to measure the goal of who leaves', () => {
  const exit = [on('Report Created'), on('Plan Dropped')];
  const read = (event = anEvent('Report Created'), more: Partial<Enrollment> = {}) =>
    days(
      usageToLeave(event, aSnapshot({ enrollments: [anActiveEnrollment({ exit, goal: within(30), ...more })] }), now),
    );

  test('is what the goal looks at, where one of the exits listens to the event', () => {
    expect(read()).toBe(30);
    expect(read(anEvent('Plan Dropped'))).toBe(30);
    expect(read(anEvent('Account Deleted'))).toBe(30);
    expect(read(anEvent('Signed In'))).toBeUndefined();
  });

  test('is none without a goal, and none once the enrollment is over', () => {
    expect(
      days(usageToLeave(anEvent('Report Created'), aSnapshot({ enrollments: [anActiveEnrollment({ exit })] }), now)),
    ).toBeUndefined();
    expect(read(undefined, { status: 'completed' })).toBeUndefined();
  });
});

describe('the usage that is read to tell the stage', () => {
  const stages = { version: 'v1', rules: [{ name: 'active', when: within(12, 'Signed In') }] };
  const read = (event: Parameters<typeof usageToEnroll>[0]) => days(usageToEnroll(event, [], now, stages));

  test('is what its rules look at, where the event may change one of them, or time does', () => {
    expect(read(anEvent('Signed In'))).toBe(12);
    expect(read(anEvent('daymark.evaluate'))).toBe(12);
    expect(read(anEvent('Report Created'))).toBeUndefined();
  });
});
