import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { Reenroll } from '../../engine/definition/journey-definition.ts';
import { decideEnrollment } from '../../engine/routing/enroll-decision.ts';
import { aJourney, anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const active = anActiveEnrollment({ key: 'in_1', anchoredAt: '2026-03-01T10:00:00.000Z' });
const ended = { ...active, status: 'completed', endedAt: '2026-03-05T10:00:00.000Z' } as const;
const monthly: Reenroll = { kind: 'after', duration: { unit: 'days', amount: 30 } };
const keyed: Reenroll = { kind: 'keyed', field: 'invoice' };

const enrolls = (reenroll: Reenroll, enrollments: Enrollment[], occurredAt: string, invoice = 'in_1') => {
  const journey = aJourney({ reenroll, enroll: on('payment.failed'), exit: [] });
  const event = anEvent('payment.failed', { occurredAt, fields: { invoice } });
  const decision = decideEnrollment(journey, event, aSnapshot({ enrollments }), now);
  return decision !== undefined && 'enroll' in decision;
};

describe('an account that was enrolled before', () => {
  test.each<[string, Reenroll, Enrollment[], string, string, boolean]>([
    ['never again', { kind: 'never' }, [ended], '2026-03-10T00:00:00.000Z', 'in_1', false],
    [
      'after the end: not while it is enrolled',
      { kind: 'afterEnd' },
      [active],
      '2026-03-10T00:00:00.000Z',
      'in_1',
      false,
    ],
    ['after the end: once it has ended', { kind: 'afterEnd' }, [ended], '2026-03-10T00:00:00.000Z', 'in_1', true],
    [
      'after the end: not by an event from before it',
      { kind: 'afterEnd' },
      [ended],
      '2026-03-04T00:00:00.000Z',
      'in_1',
      false,
    ],
    ['after a duration: not sooner', monthly, [ended], '2026-03-30T10:00:00.000Z', 'in_1', false],
    ['after a duration: on the day', monthly, [ended], '2026-03-31T10:00:00.000Z', 'in_1', true],
    ['keyed: not for the same key', keyed, [ended], '2026-03-10T00:00:00.000Z', 'in_1', false],
    ['keyed: for another key, even at the same time', keyed, [active], '2026-03-10T00:00:00.000Z', 'in_2', true],
  ])('is enrolled again %s', (_, reenroll, enrollments, occurredAt, invoice, expected) => {
    expect(enrolls(reenroll, enrollments, occurredAt, invoice)).toBe(expected);
  });
});

describe('an enrollment', () => {
  test('has the same id whenever the same event comes, and pins what routing needs', () => {
    const journey = aJourney({ exit: [on('subscription.canceled')] });
    const event = anEvent('Account Created');
    const [first, second] = [now, '2026-03-10T12:00:00.000Z'].map(each =>
      decideEnrollment(journey, event, aSnapshot(), each),
    );
    expect(first).toMatchObject({
      enroll: { key: 'once', version: 'v1', anchoredAt: now, exit: journey.exit, until: '' },
    });
    expect(first && 'enroll' in first && first.enroll.id).toBe(second && 'enroll' in second && second.enroll.id);
  });
});

test('an account in a journey that excludes another does not enter that one, and does once it has left', () => {
  const journey = aJourney({ id: 'survey', enroll: on('Survey Due'), exit: [] });
  const excluding = { ...active, precedence: { priority: 100, holds: [], excludes: ['survey'] } };
  const decide = (enrollment: Enrollment) =>
    decideEnrollment(journey, anEvent('Survey Due'), aSnapshot({ enrollments: [enrollment] }), now);

  expect(decide(excluding)).toEqual({ not: 'excluded' });
  expect(decide({ ...excluding, status: 'completed' })).toHaveProperty('enroll');
  expect(decide(active)).toHaveProperty('enroll');
});

test('an enrollment pins what its journey does to others', () => {
  const journey = aJourney({ enroll: on('payment.failed'), exit: [], priority: 10, holds: ['marketing'] });
  expect(decideEnrollment(journey, anEvent('payment.failed'), aSnapshot(), now)).toMatchObject({
    enroll: { precedence: { priority: 10, holds: ['marketing'], excludes: [] } },
  });
});

describe('an audience of the third time within 14 days', () => {
  const journey = aJourney({
    enroll: on('Premium Feature Attempted'),
    audience: {
      kind: 'count',
      event: 'Premium Feature Attempted',
      window: { kind: 'within', days: 14 },
      comparison: 'atLeast',
      value: 3,
    },
  });
  const enrolls = (comes: string, others: readonly string[]) => {
    const marks = [comes, ...others].toSorted();
    const usage = marks.map(at => ({ id: at, at, event: 'Premium Feature Attempted', user: 'ada' }));
    const event = anEvent('Premium Feature Attempted', { id: comes, occurredAt: comes });
    const decision = decideEnrollment(journey, event, aSnapshot({ usage }), now);
    return decision !== undefined && 'enroll' in decision;
  };

  test.each<[string, string, string[], boolean]>([
    ['in time', '2026-03-08T12:00:00.000Z', ['2026-02-24T12:00:00.000Z', '2026-02-25T12:00:00.000Z'], true],
    ['a week late', '2026-03-01T12:00:00.000Z', ['2026-02-16T12:00:00.000Z', '2026-02-17T12:00:00.000Z'], true],
    ['before the second', '2026-02-25T12:00:00.000Z', ['2026-02-24T12:00:00.000Z', '2026-03-08T12:00:00.000Z'], true],
    ['from a clock ahead', '2026-03-10T09:02:00.000Z', ['2026-03-01T12:00:00.000Z', '2026-03-02T12:00:00.000Z'], true],
    ['on day 15', '2026-03-08T12:00:00.000Z', ['2026-02-22T11:59:59.000Z', '2026-02-25T12:00:00.000Z'], false],
    ['late, on day 15', '2026-03-01T12:00:00.000Z', ['2026-02-15T11:59:59.000Z', '2026-02-17T12:00:00.000Z'], false],
  ])('is judged as of when it happened: %s', (_, comes, others, expected) => {
    expect(enrolls(comes, others)).toBe(expected);
  });
});
